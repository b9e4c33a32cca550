"use client";

import { useDraggable, useDroppable } from "@dnd-kit/core";
import { useCombinedRefs, useEvent } from "@dnd-kit/utilities";
import clsx from "clsx";
import { ChevronRight, Folder, FolderOpen, Layers } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, type KeyboardEventHandler, useEffect } from "react";
import { type DragData, dropIdOf } from "../drag/dragged";
import { useWorkspace } from "../workspace";
import type { Entry } from "./tree-entries";

/** A folder under what is dragged opens after this time, so that one can go on below it. */
const OPEN_AFTER_MS = 600;

type Props = {
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

/** One folder of the tree: a place with its own address, to be dropped on and to be moved itself. */
export function FolderEntry({ entry, name, total, href, isCurrent, isOpen, isTabStop, onToggle, ...on }: Props) {
  const t = useTranslations("products.tree");
  const format = useFormatter();
  const { actions, moved, canDropMoved } = useWorkspace();
  const { node } = entry;
  const hasChildren = node !== null && node.children.length > 0;
  const Icon = node === null ? Layers : isOpen ? FolderOpen : Folder;
  const dropId = dropIdOf(node?.id ?? null);
  const { setNodeRef: setDropRef, isOver } = useDroppable({ id: dropId });
  const data: DragData = { kind: "folder", id: node?.id ?? 0, name };
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: `folder-${node?.id ?? "all"}`,
    data,
    disabled: node === null || actions === null,
  });
  const canBeTaken = node !== null && actions !== null;
  const isTarget = isOver && canDropMoved(node?.id ?? null);
  const isWaiting = isOver && moved !== null && hasChildren && !isOpen;

  const ref = useCombinedRefs<HTMLAnchorElement | null>(setDropRef, setNodeRef);
  const open = useEvent(() => onToggle(true));
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(open, OPEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, open]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // While something is lifted the keys are dnd-kit's.
    if (moved !== null) return;
    const isPickUp = event.key === " " && canBeTaken && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (isPickUp) (listeners?.onKeyDown as KeyboardEventHandler | undefined)?.(event);
    else on.onKeyDown(event);
  };
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      ref={ref}
      role="treeitem"
      draggable={false}
      data-key={entry.key}
      data-drop={dropId}
      aria-level={entry.level}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isCurrent}
      aria-label={`${name}, ${t("count", { count: total })}`}
      aria-describedby={canBeTaken ? attributes["aria-describedby"] : undefined}
      title={name}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={on.onFocus}
      onKeyDown={onKeyDown}
      onMouseDown={listeners?.onMouseDown as React.MouseEventHandler | undefined}
      onTouchStart={listeners?.onTouchStart as React.TouchEventHandler | undefined}
      style={{ paddingInlineStart: (entry.level - 1) * 16 + 4 }}
      className={clsx(
        "flex h-8 shrink-0 items-center gap-1 pe-3 -outline-offset-2 select-none [-webkit-touch-callout:none] [&_svg]:size-4 [&_svg]:shrink-0",
        isCurrent && "bg-selected font-semibold shadow-[inset_3px_0_0_var(--color-brand)]",
        !isCurrent && !isTarget && "hover:bg-hover",
        isTarget && "bg-selected outline-2 outline-brand",
        isOver && !isTarget && moved && "cursor-no-drop",
        isDragging && "opacity-50",
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
