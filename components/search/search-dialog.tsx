"use client";

import { Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { cleanSearch, maxSearchLength } from "@/lib/search/reach";
import type { Reachable } from "./places";

/** Fetched when somebody is about to search: no page carries it. The field is here from the start, so that no letter is lost. */
const importResults = () => import("./search-results");
const SearchResults = dynamic(() => importResults().then((module) => module.SearchResults), { ssr: false });
export const loadResults = () => void importResults().catch(() => undefined);

export const isMac = () => /^(Mac|iP)/.test(navigator.platform);
const neverChanges = () => () => {};
export const useIsMac = () => useSyncExternalStore(neverChanges, isMac, () => false);

/** What the list tells the field about itself. */
export type ListState = {
  /** id of the option that Enter chooses */
  activeId: string | undefined;
  isPending: boolean;
};
const noList: ListState = { activeId: undefined, isPending: false };

/** The list's answer to a key of the field. */
export type PressKey = (event: KeyboardEvent<HTMLInputElement>) => void;

export type EarlyEnter = { inNewTab: boolean };

type Props = { reachable: Reachable; onClose: () => void };

/** A dialog of the browser: it holds the focus, and gives it back where it was. */
export function SearchDialog({ reachable, onClose }: Props) {
  const t = useTranslations();
  const listId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const pressKey = useRef<PressKey>(undefined);
  const early = useRef<EarlyEnter>(undefined);
  const [text, setText] = useState("");
  const [list, setList] = useState(noList);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const close = () => dialog.current?.close();
    dialog.current?.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        // One press closes one thing: a drawer under it does not hear of it.
        event.preventDefault();
        event.stopPropagation();
        close();
      },
      { signal },
    );
    // In front of all others: what a form asks before it lets one go lies under this dialog.
    window.addEventListener(
      "click",
      (event) => {
        const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        const target = event.target instanceof Element ? event.target : null;
        // What lies behind the dialog counts as the dialog itself.
        if (target === dialog.current || (isPlain && target?.closest("a") && dialog.current?.contains(target))) close();
      },
      { signal, capture: true },
    );
    return () => end.abort();
  }, []);
  const hint = useIsMac() ? "search.keysMac" : "search.keys";
  return (
    <dialog
      ref={dialog}
      aria-label={t("search.title")}
      onClose={onClose}
      className="floating fixed inset-x-0 top-0 mx-auto flex h-dvh max-h-dvh w-full max-w-full flex-col text-ink backdrop:bg-scrim max-md:rounded-none max-md:border-0 md:top-12 md:h-auto md:max-h-[min(40rem,calc(100dvh-4rem))] md:w-160"
    >
      <div className="flex shrink-0 items-center gap-2 border-b border-line py-2 ps-4 pe-3 has-[input:focus]:border-brand">
        <Search aria-hidden className="size-4 text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={t("search.title")}
          aria-expanded={list.activeId !== undefined}
          aria-controls={list.activeId === undefined ? undefined : listId}
          aria-activedescendant={list.activeId}
          aria-autocomplete="list"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={maxSearchLength}
          placeholder={t("search.placeholder")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (pressKey.current) pressKey.current(event);
            // The list is still fetched: it will answer to this.
            else if (event.key === "Enter") early.current = { inNewTab: event.ctrlKey || event.metaKey };
          }}
          className="h-8 min-w-0 flex-1 bg-transparent text-lg text-ellipsis outline-none"
        />
        <span className="size-4 text-muted">
          {list.isPending && (
            <span className="block animate-appear">
              <Spinner />
            </span>
          )}
        </span>
        <IconButton label={t("common.close")} icon={<X />} onClick={() => dialog.current?.close()} />
      </div>
      <SearchResults
        listId={listId}
        reachable={reachable}
        search={cleanSearch(text)}
        pressKey={pressKey}
        early={early}
        onChange={setList}
      />
      <p className="mt-auto shrink-0 border-t border-line px-4 py-2 text-xs text-muted max-md:hidden">{t(hint)}</p>
    </dialog>
  );
}
