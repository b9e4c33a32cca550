"use client";

import { useDraggable } from "@dnd-kit/core";
import clsx from "clsx";
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type KeyboardEventHandler,
  type MouseEventHandler,
  type ReactNode,
  type TouchEventHandler,
  useId,
} from "react";
import type { SkuOption } from "@/lib/portals/exclusions";
import type { PaneName, RowData } from "./pane-name";
import type { Tick } from "./use-selection";

type Props = {
  pane: PaneName;
  option: SkuOption;
  isSelected: boolean;
  /** the one row of its list that the Tab key reaches */
  isCurrent: boolean;
  /** it is not imported anyway, or imported all the same */
  isMuted: boolean;
  onTick: Tick;
  /** beside the part number */
  facts: ReactNode;
  buttons: ReactNode;
  /** below, for the whole width */
  below?: ReactNode;
};

/**
 * A licence in one of the lists: handle, tick, name, buttons. The mouse and a finger drag it anywhere, the keyboard by its
 * handle, so that Space ticks where the tick is.
 */
export function RowFrame({ pane, option, isSelected, isCurrent, isMuted, onTick, facts, buttons, below }: Props) {
  const t = useTranslations("exclusions");
  const { skuId, title, partNumber } = option;
  const tickId = useId();
  const tabIndex = isCurrent ? 0 : -1;
  const data: RowData = { pane, title };
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: skuId,
    data,
    attributes: { roleDescription: t("drag.role"), tabIndex },
  });
  return (
    <tbody data-sku={skuId} className={clsx("border-b border-line", isSelected && "bg-selected")}>
      <tr
        ref={setNodeRef}
        aria-selected={isSelected}
        onMouseDown={listeners?.onMouseDown as MouseEventHandler | undefined}
        onTouchStart={listeners?.onTouchStart as TouchEventHandler | undefined}
        className={clsx("h-13 cursor-grab select-none", isDragging && "opacity-50")}
      >
        <td className="ps-1">
          <button
            type="button"
            ref={setActivatorNodeRef}
            data-control="drag"
            {...attributes}
            onKeyDown={listeners?.onKeyDown as KeyboardEventHandler | undefined}
            aria-label={t("drag.handle", { title })}
            className="flex size-6 cursor-grab items-center justify-center rounded text-muted hover:bg-hover"
          >
            <GripVertical aria-hidden className="size-4" />
          </button>
        </td>
        <td>
          <span className="flex size-6 items-center justify-center">
            <input
              type="checkbox"
              id={tickId}
              data-control="select"
              tabIndex={tabIndex}
              checked={isSelected}
              aria-labelledby={`${tickId}-title`}
              onChange={(event) => onTick(skuId, event.target.checked, isShifted(event.nativeEvent))}
              className="size-4 accent-brand"
            />
          </span>
        </td>
        <td>
          <label htmlFor={tickId} title={`${title}\n${skuId}`} className={clsx("block py-1", isMuted && "text-muted")}>
            <span id={`${tickId}-title`} className="block truncate">
              {title}
            </span>
            <span className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
              {partNumber && <span className="min-w-0 truncate">{partNumber}</span>}
              {facts}
            </span>
          </label>
        </td>
        <td className="pe-1">
          <span className="flex justify-end">{buttons}</span>
        </td>
      </tr>
      {below && (
        <tr>
          <td colSpan={4}>{below}</td>
        </tr>
      )}
    </tbody>
  );
}

/** The click that ticked it: with Shift it ticks a range. */
const isShifted = (event: Event) => "shiftKey" in event && event.shiftKey === true;
