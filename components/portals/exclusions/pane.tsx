"use client";

import { useDroppable } from "@dnd-kit/core";
import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { NumberText } from "@/components/ui/number";
import { otherPane, type PaneName } from "./pane-name";
import type { RowKeys } from "./use-row-keys";
import type { RowLimit } from "./use-row-limit";

type Props = {
  name: PaneName;
  title: string;
  /** rows, those that are not drawn yet among them */
  count: number;
  limit: RowLimit;
  keys: RowKeys;
  /** from which list something is being dragged */
  draggedFrom: PaneName | undefined;
  /** between title and list */
  tools: ReactNode;
  /** instead of rows */
  empty: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** One of the two lists: scrolls by itself, and takes what is dragged out of the other one. */
export function Pane({ name, title, count, limit, keys, draggedFrom, tools, empty, footer, children }: Props) {
  const titleId = useId();
  const { setNodeRef, isOver } = useDroppable({ id: name });
  const isTarget = draggedFrom === otherPane(name);
  const isEmpty = count === 0;
  return (
    <section
      ref={setNodeRef}
      aria-labelledby={titleId}
      data-pane={name}
      className={clsx(
        "flex min-w-0 flex-col rounded border bg-surface",
        isTarget ? "border-brand" : "border-line",
        isTarget && isOver && "outline-2 outline-brand",
      )}
    >
      <div className="flex flex-col gap-2 border-b border-line p-2">
        <h2 id={titleId} className="px-1">
          {title}{" "}
          <span className="font-normal text-muted">
            <NumberText value={count} />
          </span>
        </h2>
        {tools}
      </div>
      <div
        tabIndex={-1}
        data-list
        onScroll={limit.onScroll}
        className={clsx(
          "max-h-[min(28rem,60dvh)] min-h-40 flex-1 overflow-x-hidden overflow-y-auto outline-none",
          isTarget && isOver && "bg-selected",
        )}
      >
        {isEmpty ? (
          <p className="p-4 text-center text-muted">{empty}</p>
        ) : (
          <table
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys go from row to row, and rows can be selected
            role="grid"
            aria-labelledby={titleId}
            aria-multiselectable
            aria-rowcount={count}
            onFocus={keys.onFocus}
            onKeyDown={keys.onKeyDown}
            className="w-full table-fixed border-collapse"
          >
            <colgroup>
              <col className="w-7" />
              <col className="w-7" />
              <col />
              <col className={name === "available" ? "w-8" : "w-14"} />
            </colgroup>
            {children}
          </table>
        )}
        {limit.restRem > 0 && <div style={{ height: `${limit.restRem}rem` }} />}
      </div>
      {footer && <div className="border-t border-line p-2">{footer}</div>}
    </section>
  );
}
