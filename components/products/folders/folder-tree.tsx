"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import type { FolderNode } from "@/lib/products/tree";
import { FolderEntry } from "./folder-entry";
import { type Entry, type EntryKey, flatten } from "./tree-entries";

type Props = {
  nodes: readonly FolderNode[];
  /** the folder shown; null: all products */
  currentId: number | null;
  /** the way down to the current folder, opened whenever it is another: the folder may have been moved */
  openIds: readonly number[];
  total: number;
  hrefAll: string;
  hrefs: Readonly<Record<number, string>>;
  /** null: may only look */
  onRename: ((id: number) => void) | null;
  onDelete: ((id: number) => void) | null;
};

/** The folders as a tree with arrow keys. Each entry is a place with its own address. */
export function FolderTree({ nodes, currentId, openIds, total, hrefAll, hrefs, onRename, onDelete }: Props) {
  const t = useTranslations("products.tree");
  const keysId = useId();
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set(openIds));
  const way = openIds.join(" ");
  const [shownWay, setShownWay] = useState(way);
  if (way !== shownWay) {
    setShownWay(way);
    setOpen((before) => new Set([...before, ...openIds]));
  }
  const [focused, setFocused] = useState<EntryKey>(currentId ?? "all");
  const [shownId, setShownId] = useState(currentId);
  if (currentId !== shownId) {
    setShownId(currentId);
    setFocused(currentId ?? "all");
  }
  const entries = flatten(nodes, open);
  const active = entries.some(({ key }) => key === focused) ? focused : "all";

  const toggle = (id: number, isOpen: boolean) =>
    setOpen((before) => {
      const after = new Set(before);
      if (isOpen) after.add(id);
      else after.delete(id);
      return after;
    });
  const focus = (from: HTMLElement, key: EntryKey | null | undefined) => {
    if (key === null || key === undefined) return;
    setFocused(key);
    from.closest("[role=tree]")?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, entry: Entry) => {
    const position = entries.indexOf(entry);
    const { node } = entry;
    const hasChildren = node !== null && node.children.length > 0;
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(event.currentTarget, entries[position + 1]?.key),
      ArrowUp: () => focus(event.currentTarget, entries[position - 1]?.key),
      Home: () => focus(event.currentTarget, entries[0]?.key),
      End: () => focus(event.currentTarget, entries.at(-1)?.key),
      ArrowRight: () => {
        if (!hasChildren) return;
        if (open.has(node.id)) focus(event.currentTarget, node.children[0]?.id);
        else toggle(node.id, true);
      },
      ArrowLeft: () => {
        if (hasChildren && open.has(node.id)) toggle(node.id, false);
        else focus(event.currentTarget, entry.parent);
      },
      " ": () => event.currentTarget.click(),
      F2: () => node && onRename?.(node.id),
      Delete: () => node && onDelete?.(node.id),
    };
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };

  return (
    <div
      role="tree"
      aria-label={t("label")}
      aria-describedby={onRename ? keysId : undefined}
      className="flex flex-col py-1"
    >
      {onRename && (
        <span id={keysId} hidden>
          {t("keys")}
        </span>
      )}
      {entries.map((entry) => (
        <FolderEntry
          key={entry.key}
          entry={entry}
          name={entry.node?.name ?? t("all")}
          total={entry.node?.total ?? total}
          href={entry.node ? (hrefs[entry.node.id] ?? hrefAll) : hrefAll}
          isCurrent={entry.key === (currentId ?? "all")}
          isOpen={entry.node !== null && open.has(entry.node.id)}
          isTabStop={entry.key === active}
          onFocus={() => setFocused(entry.key)}
          onKeyDown={(event) => onKeyDown(event, entry)}
          onToggle={(isOpen) => entry.node && toggle(entry.node.id, isOpen)}
        />
      ))}
    </div>
  );
}
