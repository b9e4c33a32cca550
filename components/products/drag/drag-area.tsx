"use client";

import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardCode,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { createAnnouncements } from "./announcements";
import { countOf, type DragData, folderOfDrop, type Moved } from "./dragged";
import { createWay } from "./keyboard-way";

/** A click that trembles is no drag. */
const byMouse = { activationConstraint: { distance: 6 } };
/** A finger that moves at once scrolls the list. */
const byTouch = { activationConstraint: { delay: 250, tolerance: 8 } };
/** Enter opens what is focused. */
const keyboardCodes = {
  start: [KeyboardCode.Space],
  cancel: [KeyboardCode.Esc],
  end: [KeyboardCode.Space, KeyboardCode.Enter],
};

type Props = {
  /** what moves with the thing that was taken */
  movedWith: (data: DragData) => Moved | null;
  moved: Moved | null;
  onMovedChange: (moved: Moved | null) => void;
  canDrop: (moved: Moved, to: number | null) => boolean;
  onDrop: (moved: Moved, to: number | null) => void;
  folderName: (id: number | null) => string;
  children: ReactNode;
};

/** Products and folders can be dragged onto folders by mouse, finger and keyboard. */
export function DragArea({ movedWith, moved, onMovedChange, canDrop, onDrop, folderName, children }: Props) {
  const t = useTranslations("products.drag");
  // Announcements are made before the state has arrived.
  const underWay = useRef<Moved | null>(null);
  const place = useRef<string | null>(null);
  const [, draw] = useState<string | null>(null);
  const { findFolder, stepToFolder } = useMemo(
    () =>
      createWay(
        () => place.current,
        (next) => {
          place.current = next;
          draw(next);
        },
      ),
    [],
  );
  const sensors = useSensors(
    useSensor(MouseSensor, byMouse),
    useSensor(TouchSensor, byTouch),
    useSensor(KeyboardSensor, { coordinateGetter: stepToFolder, keyboardCodes }),
  );
  const latest = useRef({ canDrop, folderName });
  latest.current = { canDrop, folderName };
  const announcements = useMemo(
    () =>
      createAnnouncements(t, {
        moved: () => underWay.current,
        folderName: (id) => latest.current.folderName(id),
        canDrop: (what, to) => latest.current.canDrop(what, to),
      }),
    [t],
  );
  const start = ({ active }: DragStartEvent) => {
    const data = active.data.current as DragData | undefined;
    place.current = null;
    underWay.current = data ? movedWith(data) : null;
    onMovedChange(underWay.current);
  };
  const end = ({ over }: DragEndEvent) => {
    onMovedChange(null);
    const what = underWay.current;
    if (!what || !over) return;
    const to = folderOfDrop(over.id);
    if (canDrop(what, to)) onDrop(what, to);
  };
  return (
    <DndContext
      // Without an id of ours server and browser count differently.
      id="products"
      sensors={sensors}
      collisionDetection={findFolder}
      onDragStart={start}
      onDragEnd={end}
      onDragCancel={() => onMovedChange(null)}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("instructions") } }}
    >
      {children}
      <DragOverlay dropAnimation={null} zIndex={60}>
        {moved && (
          <div className="floating flex h-10 w-fit max-w-80 cursor-grabbing items-center gap-2 px-2 font-semibold">
            <GripVertical aria-hidden className="size-4 text-muted" />
            <span className="truncate">{t("overlay", { count: countOf(moved), title: moved.title })}</span>
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}
