"use client";

import { useDraggable } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  createContext,
  type KeyboardEventHandler,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
} from "react";
import type { DragData } from "./drag/dragged";
import { useWorkspace } from "./workspace";

type Listeners = ReturnType<typeof useDraggable>["listeners"];
const RowListeners = createContext<Map<string, Listeners>>(new Map());

/** Rows can be taken anywhere by mouse and finger: what happens in one is handed to its handle. */
export function RowDragArea({ children }: { children: ReactNode }) {
  const listeners = useRef(new Map<string, Listeners>());
  const { actions } = useWorkspace();
  const hand = (name: "onMouseDown" | "onTouchStart") => (event: React.MouseEvent | React.TouchEvent) => {
    const target = event.target as HTMLElement;
    if (!actions || target.closest("input")) return;
    const id = target.closest("tr")?.querySelector<HTMLElement>("[data-product]")?.dataset.product;
    const own = id === undefined ? undefined : listeners.current.get(id);
    own?.[name]?.(event);
  };
  return (
    <RowListeners value={listeners.current}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: each row has a handle for the keyboard */}
      <div
        className="contents"
        onMouseDown={hand("onMouseDown")}
        onTouchStart={hand("onTouchStart")}
        // The browser would drag the address of the row's link.
        onDragStart={(event) => event.preventDefault()}
      >
        {children}
      </div>
    </RowListeners>
  );
}

export function SelectRow({ product: { id, name } }: { product: { id: number; name: string } }) {
  const t = useTranslations("products");
  const { selection } = useWorkspace();
  const rowListeners = useContext(RowListeners);
  const data: DragData = { kind: "product", id, name };
  const { attributes, listeners, setNodeRef, setActivatorNodeRef } = useDraggable({
    id: `product-${id}`,
    data,
    attributes: { roleDescription: t("drag.role") },
  });
  useEffect(() => {
    rowListeners.set(`${id}`, listeners);
    return () => {
      rowListeners.delete(`${id}`);
    };
  }, [rowListeners, id, listeners]);
  // What is measured and lifted is the whole row.
  const takeRow = useCallback((node: HTMLElement | null) => setNodeRef(node?.closest("tr") ?? null), [setNodeRef]);
  return (
    <span data-product={id} ref={takeRow} className="-ms-4 flex items-center">
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        onKeyDown={listeners?.onKeyDown as KeyboardEventHandler | undefined}
        aria-label={t("drag.handle", { name })}
        className="flex size-6 cursor-grab items-center justify-center rounded text-muted hover:bg-pressed"
      >
        <GripVertical aria-hidden className="size-3.5" />
      </button>
      <input
        type="checkbox"
        checked={selection.isSelected(`${id}`)}
        aria-label={t("commands.select", { name })}
        onChange={(event) =>
          selection.onTick(`${id}`, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey === true)
        }
        className="mx-1 size-4 accent-brand"
      />
    </span>
  );
}

export function SelectPage() {
  const t = useTranslations("products.commands");
  const { selection, selectedRows, rows } = useWorkspace();
  const isAll = rows.length > 0 && selectedRows.length === rows.length;
  return (
    <input
      type="checkbox"
      checked={isAll}
      aria-label={t("selectPage")}
      ref={(input) => {
        if (input) input.indeterminate = selectedRows.length > 0 && !isAll;
      }}
      onChange={(event) => selection.tickAll(event.target.checked)}
      className="ms-3 size-4 accent-brand align-middle"
    />
  );
}
