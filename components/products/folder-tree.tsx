"use client";

import clsx from "clsx";
import { ChevronRight, Folder, FolderOpen, Layers } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import type { FolderNode } from "@/lib/products/tree";

type Props = {
  nodes: readonly FolderNode[];
  /** the folder shown; null: all products */
  currentId: number | null;
  /** open at first: the way down to the current folder */
  openIds: readonly number[];
  total: number;
  hrefAll: string;
  hrefs: Readonly<Record<number, string>>;
};

/** "all" stands above the folders and is one of the tree's entries. */
type Entry = { key: number | "all"; level: number; node: FolderNode | null; parent: number | "all" | null };

/** The folders as a tree with arrow keys. Each entry is a place with its own address. */
export function FolderTree({ nodes, currentId, openIds, total, hrefAll, hrefs }: Props) {
  const t = useTranslations("products.tree");
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set(openIds));
  const [focused, setFocused] = useState<number | "all">(currentId ?? "all");
  const entries = flatten(nodes, open);
  const active = entries.some(({ key }) => key === focused) ? focused : "all";

  const toggle = (id: number, isOpen: boolean) =>
    setOpen((before) => {
      const after = new Set(before);
      if (isOpen) after.add(id);
      else after.delete(id);
      return after;
    });
  const focus = (from: HTMLElement, key: number | "all" | null | undefined) => {
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
    };
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };

  return (
    <div role="tree" aria-label={t("label")} className="flex flex-col py-1">
      {entries.map((entry) => (
        <TreeEntry
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

/** What is visible, from top to bottom. */
function flatten(nodes: readonly FolderNode[], open: ReadonlySet<number>): Entry[] {
  const entries: Entry[] = [{ key: "all", level: 1, node: null, parent: null }];
  const visit = (children: readonly FolderNode[], level: number, parent: number | "all") => {
    for (const node of children) {
      entries.push({ key: node.id, level, node, parent });
      if (open.has(node.id)) visit(node.children, level + 1, node.id);
    }
  };
  visit(nodes, 1, "all");
  return entries;
}

type EntryProps = {
  entry: Entry;
  name: string;
  total: number;
  href: string;
  isCurrent: boolean;
  isOpen: boolean;
  isTabStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onToggle: (isOpen: boolean) => void;
};

function TreeEntry({
  entry,
  name,
  total,
  href,
  isCurrent,
  isOpen,
  isTabStop,
  onFocus,
  onKeyDown,
  onToggle,
}: EntryProps) {
  const t = useTranslations("products.tree");
  const format = useFormatter();
  const hasChildren = entry.node !== null && entry.node.children.length > 0;
  const Icon = entry.node === null ? Layers : isOpen ? FolderOpen : Folder;
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      role="treeitem"
      data-key={entry.key}
      aria-level={entry.level}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isCurrent}
      aria-label={`${name}, ${t("count", { count: total })}`}
      title={name}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      style={{ paddingInlineStart: (entry.level - 1) * 16 + 4 }}
      className={clsx(
        "flex h-8 shrink-0 items-center gap-1 pe-3 -outline-offset-2 [&_svg]:size-4 [&_svg]:shrink-0",
        isCurrent ? "bg-selected font-semibold shadow-[inset_3px_0_0_var(--color-brand)]" : "hover:bg-hover",
      )}
    >
      <span
        aria-hidden
        data-toggle
        className={clsx(
          "flex size-6 items-center justify-center rounded text-muted",
          hasChildren && "hover:bg-pressed",
        )}
        onClick={(event) => {
          if (!hasChildren) return;
          event.preventDefault();
          event.stopPropagation();
          onToggle(!isOpen);
        }}
      >
        {hasChildren && <ChevronRight className={clsx("transition-transform", isOpen && "rotate-90")} />}
      </span>
      <Icon aria-hidden className="text-muted" />
      <span className="ms-1 min-w-0 flex-1 truncate">{name}</span>
      <span className="tabular text-xs font-normal text-muted">{format.number(total)}</span>
    </Link>
  );
}
