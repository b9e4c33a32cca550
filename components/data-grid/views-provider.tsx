"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ActionResult } from "@/lib/actions/result";

/** A list's search, filters, sort and columns under a name; its query is without the question mark. */
export type SavedView = { id: number; list: string; name: string; query: string };

type FormAction<Data> = (previous: null, form: FormData) => Promise<ActionResult<Data>>;
export type ViewActions = {
  saveView: FormAction<{ id: number }>;
  renameView: FormAction<void>;
  deleteView: (input: { id: number }) => Promise<ActionResult<void>>;
};

type Views = { views: readonly SavedView[]; actions: ViewActions };

const ViewsContext = createContext<Views | null>(null);

/** Gives the person's views to the menus of all lists. */
export function ViewsProvider({ children, ...views }: Views & { children: ReactNode }) {
  return <ViewsContext value={views}>{children}</ViewsContext>;
}

export function useViews(): Views {
  const views = useContext(ViewsContext);
  if (!views) throw new Error("a menu of views stands outside of ViewsProvider");
  return views;
}
