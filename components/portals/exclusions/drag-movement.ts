import { type CollisionDetection, closestCenter, type KeyboardCoordinateGetter, pointerWithin } from "@dnd-kit/core";
import type { PaneName } from "./pane-name";

/** A pointer is over what is under it, not over what the dragged row touches; the keyboard has no pointer. */
export const findPane: CollisionDetection = (given) =>
  given.pointerCoordinates ? pointerWithin(given) : closestCenter(given);

const paneOfKey: Partial<Record<string, PaneName>> = { ArrowLeft: "available", ArrowRight: "excluded" };

/** An arrow key goes to the middle of a list in one step, side by side as well as one below the other. */
export const moveToPane: KeyboardCoordinateGetter = (event, { context: { droppableRects, collisionRect } }) => {
  const pane = paneOfKey[event.code];
  const target = pane && droppableRects.get(pane);
  if (!target || !collisionRect) return undefined;
  return {
    x: target.left + (target.width - collisionRect.width) / 2,
    y: target.top + (target.height - collisionRect.height) / 2,
  };
};
