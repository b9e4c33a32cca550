"use client";

import { useCallback, useEffect, useState } from "react";

/** What a wizard remembers: the entries, and the steps that were left with everything right. */
export type Draft<Values> = { values: Values; done: string[] };

/** The wizard's memory in this tab: a reload or a way round loses nothing. */
export type DraftMemory<State> = {
  /** of the tab's session storage */
  key: string;
  empty: State;
  /** Makes a draft of what an earlier page, perhaps of another version, has stored; what that lacks is filled from `empty`. */
  revive: (stored: Partial<State>) => State;
  /** Leaves out what must not be written down. */
  toStored: (draft: State) => State;
};

export type DraftStore<State> = {
  draft: State;
  setDraft: (change: (before: State) => State) => void;
  /** false until what this tab remembers is there */
  isReady: boolean;
  /** What is on the screen stays until the next page is there. */
  forget: () => void;
};

/** Holds what the steps of a wizard share while people go back and forth between their addresses. */
export function useDraft<State extends Draft<unknown>>(memory: DraftMemory<State>): DraftStore<State> {
  const [draft, setDraft] = useState(memory.empty);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    setDraft(load(memory));
    setReady(true);
  }, [memory]);
  useEffect(() => {
    if (isReady && draft !== memory.empty) store(memory, draft);
  }, [draft, isReady, memory]);
  const forget = useCallback(() => {
    try {
      sessionStorage.removeItem(memory.key);
    } catch {
      // see store
    }
  }, [memory]);
  return { draft, setDraft, isReady, forget };
}

function load<State>({ key, empty, revive }: DraftMemory<State>): State {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? "null") as Partial<State> | null;
    return stored ? revive(stored) : empty;
  } catch {
    // Written by another version, or the browser keeps nothing.
    return empty;
  }
}

function store<State>({ key, toStored }: DraftMemory<State>, draft: State): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(toStored(draft)));
  } catch {
    // A browser that keeps nothing: the wizard works as long as the page lives.
  }
}
