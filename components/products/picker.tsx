"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Spinner } from "@/components/ui/spinner";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";

const DEBOUNCE_MS = 250;

export type PickerItem = { id: number; name: string; detail: string /** why it cannot be chosen */; note?: string };

type Props = {
  title: string;
  text?: string;
  searchLabel: string;
  /** nothing was typed, and nothing is offered without */
  startText: string;
  emptyText: string;
  submitLabel: (count: number) => string;
  search: (q: string) => Promise<ActionResult<PickerItem[]>>;
  /** @returns the text of an expected failure */
  onSubmit: (ids: number[]) => Promise<string | null>;
  close: () => void;
};

/** Searches a long list and takes several of it. What was chosen stays chosen through other searches. */
export function Picker({
  title,
  text,
  searchLabel,
  startText,
  emptyText,
  submitLabel,
  search,
  onSubmit,
  close,
}: Props) {
  const common = useTranslations("common");
  const { general } = useErrorText();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<PickerItem[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<number, PickerItem>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const [isSearching, startSearch] = useTransition();
  const [isPending, startTransition] = useTransition();
  const latest = useRef({ search, general });
  latest.current = { search, general };

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      () =>
        startSearch(async () => {
          const result = await callAction(latest.current.search(query.trim()));
          // An answer to what was typed before comes too late.
          if (!isCurrent) return;
          if (result.ok) setFound(result.data);
          setError(latest.current.general(result));
        }),
      DEBOUNCE_MS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query]);

  const toggle = (item: PickerItem, isOn: boolean) =>
    setChosen((before) => {
      const after = new Map(before);
      if (isOn) after.set(item.id, item);
      else after.delete(item.id);
      return after;
    });
  const submit = () =>
    startTransition(async () => {
      const failure = await onSubmit([...chosen.keys()]);
      if (failure) setError(failure);
      else close();
    });
  const shownIds = new Set(found?.map(({ id }) => id));
  const items = [...[...chosen.values()].filter(({ id }) => !shownIds.has(id)), ...(found ?? [])];
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={title}
      footer={
        <>
          <Button appearance="primary" disabled={chosen.size === 0} isPending={isPending} onClick={submit}>
            {submitLabel(chosen.size)}
          </Button>
          <Button onClick={close}>{common("cancel")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        {text && <p className="text-muted">{text}</p>}
        <div className="flex items-center gap-2">
          <input
            type="search"
            value={query}
            maxLength={200}
            aria-label={searchLabel}
            placeholder={searchLabel}
            onChange={(event) => setQuery(event.target.value)}
            className="control min-w-0 flex-1"
          />
          <span className="size-4">{isSearching && <Spinner />}</span>
        </div>
        <ul aria-label={searchLabel} className="max-h-72 min-h-20 overflow-y-auto rounded border border-line">
          {items.map((item) => (
            <PickerRow key={item.id} item={item} isChosen={chosen.has(item.id)} onToggle={toggle} />
          ))}
          {items.length === 0 && found && (
            <li className="p-3 text-muted">{query.trim() === "" ? startText : emptyText}</li>
          )}
        </ul>
      </div>
    </Dialog>
  );
}

type RowProps = { item: PickerItem; isChosen: boolean; onToggle: (item: PickerItem, isOn: boolean) => void };

function PickerRow({ item, isChosen, onToggle }: RowProps) {
  return (
    <li>
      <label className="flex min-h-8 items-center gap-2 px-3 py-1 hover:bg-hover has-checked:bg-selected has-disabled:text-muted">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={item.note !== undefined}
          onChange={(event) => onToggle(item, event.target.checked)}
          className="size-4 shrink-0 accent-brand"
        />
        <span className="min-w-0 flex-1">
          <span className="block wrap-break-word">{item.name}</span>
          <span className="block truncate text-xs text-muted">{item.note ?? item.detail}</span>
        </span>
      </label>
    </li>
  );
}
