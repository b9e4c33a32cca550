import { type CollisionDetection, type KeyboardCoordinateGetter, pointerWithin } from "@dnd-kit/core";

const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The next place in the order of the screen; from nowhere the one to begin with, else the first. */
export function nextPlace(
  places: readonly string[],
  current: string | null,
  step: number,
  beginning: string | null,
): string | null {
  const at = current === null ? -1 : places.indexOf(current);
  if (at >= 0) return places[Math.min(Math.max(at + step, 0), places.length - 1)] ?? null;
  return beginning !== null && places.includes(beginning) ? beginning : (places[0] ?? null);
}

/**
 * Keys go from folder to folder whatever lies between; a pointer is over what is under it, not over what the dragged row
 * touches.
 * @param target where the keyboard stands; set with `go`, which draws anew
 */
export function createWay(target: () => string | null, go: (place: string) => void) {
  const findFolder: CollisionDetection = (given) => {
    if (given.pointerCoordinates) return pointerWithin(given);
    const id = target();
    return id === null ? [] : [{ id }];
  };
  const stepToFolder: KeyboardCoordinateGetter = (event) => {
    const step = steps[event.code];
    if (step === undefined) return undefined;
    event.preventDefault();
    const elements = [...document.querySelectorAll<HTMLElement>("[data-drop]")];
    const beginning = elements.find((element) => element.ariaSelected === "true")?.dataset.drop ?? null;
    const places = elements.flatMap(({ dataset }) => dataset.drop ?? []);
    const next = nextPlace(places, target(), step, beginning);
    if (next === null) return undefined;
    elements.find(({ dataset }) => dataset.drop === next)?.scrollIntoView({ block: "nearest" });
    go(next);
    // The row itself stays where it is: what counts is the folder that is marked.
    return undefined;
  };
  return { findFolder, stepToFolder };
}
