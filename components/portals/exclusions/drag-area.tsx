"use client";

import {
  type Active,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { isKeyboardEvent } from "@dnd-kit/utilities";
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef } from "react";
import { createAnnouncements } from "./announcements";
import { findPane, moveToPane } from "./drag-movement";
import type { Dragged, PaneName, RowData } from "./pane-name";
import { draggedWith } from "./selection";

/** A click that trembles is no drag. */
const byMouse = { activationConstraint: { distance: 6 } };
/** A finger that moves at once scrolls the list. */
const byTouch = { activationConstraint: { delay: 250, tolerance: 8 } };
const byKeyboard = { coordinateGetter: moveToPane, scrollBehavior: "instant" } as const;

const dataOf = (active: Active) => active.data.current as RowData | undefined;

type Props = {
  selectedIds: Record<PaneName, readonly string[]>;
  dragged: Dragged | null;
  onDraggedChange: (dragged: Dragged | null) => void;
  onDrop: (dragged: Dragged, to: PaneName, isByKeyboard: boolean) => void;
  children: ReactNode;
};

/** Rows can be dragged from list to list by mouse, finger and keyboard; a row that is ticked takes all ticked ones along. */
export function DragArea({ selectedIds, dragged, onDraggedChange, onDrop, children }: Props) {
  const t = useTranslations("exclusions.drag");
  const sensors = useSensors(
    useSensor(MouseSensor, byMouse),
    useSensor(TouchSensor, byTouch),
    useSensor(KeyboardSensor, byKeyboard),
  );
  // Announcements are made before the state has arrived.
  const underWay = useRef<Dragged | null>(null);
  const announcements = useMemo(() => createAnnouncements(t, () => underWay.current), [t]);

  const start = ({ active }: DragStartEvent) => {
    const data = dataOf(active);
    if (!data) return;
    const skuId = String(active.id);
    const ids = draggedWith(skuId, selectedIds[data.pane]);
    underWay.current = { ids, from: data.pane, skuId, title: data.title };
    onDraggedChange(underWay.current);
  };
  const end = ({ over, activatorEvent }: DragEndEvent) => {
    onDraggedChange(null);
    const to = over?.id as PaneName | undefined;
    const what = underWay.current;
    if (what && to && to !== what.from) onDrop(what, to, isKeyboardEvent(activatorEvent));
  };
  return (
    <DndContext
      // Without an id of ours server and browser count differently.
      id="portal-exclusions"
      sensors={sensors}
      collisionDetection={findPane}
      onDragStart={start}
      onDragEnd={end}
      onDragCancel={() => onDraggedChange(null)}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t("instructions") },
        // The row is in the other list then, or hidden there by the search; useFocusAfterMove knows.
        restoreFocus: false,
      }}
    >
      {children}
      {/* Outside of the container of the lists: what is inside of one cannot leave it. */}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className="floating flex h-10 cursor-grabbing items-center gap-2 px-2 font-semibold">
            <GripVertical aria-hidden className="size-4 text-muted" />
            <span className="truncate">{t("overlay", { count: dragged.ids.length, title: dragged.title })}</span>
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}
