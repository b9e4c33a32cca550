"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ProductActions } from "./actions";
import type { Moved } from "./drag/dragged";

export type Notice = { tone: "success" | "error"; text: string; undo?: () => void };

/** Moves products and folders, says what moved where, and takes it back. */
export function useMoves(actions: ProductActions | null, folderName: (id: number | null) => string) {
  const t = useTranslations("products.move");
  const { general } = useErrorText();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [isPending, startTransition] = useTransition();

  /** @returns the text of an expected failure */
  async function tell<Data>(
    call: () => Promise<ActionResult<Data>>,
    done: (data: Data) => Notice,
  ): Promise<string | null> {
    const result = await callAction(call());
    if (result.ok) setNotice(done(result.data));
    return general(result);
  }
  const inBackground = (work: () => Promise<string | null>) =>
    startTransition(async () => {
      const failure = await work();
      if (failure) setNotice({ tone: "error", text: failure });
    });

  async function move(what: Moved, to: number | null): Promise<string | null> {
    if (!actions) return null;
    const folder = folderName(to);
    const name = what.title;
    if (what.kind === "folder") {
      const { id } = what;
      return tell(
        () => actions.moveFolder({ folderId: id, parentId: to }),
        ({ before }) => ({
          tone: "success",
          text: t("movedFolder", { name, folder }),
          undo: () =>
            inBackground(() =>
              tell(
                () => actions.moveFolder({ folderId: id, parentId: before }),
                () => ({ tone: "success", text: t("undoneFolder", { name }) }),
              ),
            ),
        }),
      );
    }
    if (to === null) return null;
    return tell(
      () => actions.moveProducts({ moves: [{ folderId: to, productIds: [...what.ids] }] }),
      ({ moved: count, before }) => ({
        tone: "success",
        text: t("moved", { count, name, folder }),
        undo:
          count === 0
            ? undefined
            : () =>
                inBackground(() =>
                  tell(
                    () => actions.moveProducts({ moves: before }),
                    () => ({ tone: "success", text: t("undone", { count, name }) }),
                  ),
                ),
      }),
    );
  }
  return {
    notice,
    setNotice,
    isPending,
    move,
    /** after a drop: a failure is told in the notice */
    moveInBackground: (what: Moved, to: number | null) => inBackground(() => move(what, to)),
  };
}
