import { type RefObject, useEffect, useRef } from "react";
import type { PaneName } from "./pane-name";

type Place = { pane: PaneName /** null: the list itself */; skuId: string | null; control?: "drag" | "move" };

const selectorOf = ({ pane, skuId, control }: Place) =>
  `[data-pane="${pane}"] ${skuId === null ? "[data-list]" : `[data-sku="${skuId}"] [data-control="${control}"]`}`;

/**
 * A row that leaves its list takes the focus with it into nowhere. Give the places where it may go on, best first; it goes to
 * the first one that is there after the lists were drawn anew.
 */
export function useFocusAfterMove(root: RefObject<HTMLElement | null>): (places: readonly Place[]) => void {
  const wanted = useRef<readonly Place[]>([]);
  useEffect(() => {
    const places = wanted.current;
    wanted.current = [];
    for (const place of places) {
      const found = root.current?.querySelector<HTMLElement>(selectorOf(place));
      if (found) return found.focus();
    }
  });
  return (places) => {
    wanted.current = places;
  };
}
