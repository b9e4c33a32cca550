type Box = { left: number; right: number; top: number; bottom: number };
type Size = { width: number; height: number };
type Place = { left: number; top: number; maxHeight: number };
export type PlaceOptions = { align: "start" | "center" | "end"; side: "below" | "above"; gapPx: number };

/** Kept free between what floats and the edge of the window. */
const edgePx = 8;

/** Where something that belongs to an anchor stands in the window: on the wished side where it fits, else on the roomier one. */
export function placeOf(anchor: Box, popup: Size, window: Size, { align, side, gapPx }: PlaceOptions): Place {
  const room = { below: window.height - anchor.bottom - gapPx - edgePx, above: anchor.top - gapPx - edgePx };
  const other = side === "below" ? "above" : "below";
  const chosen = popup.height <= room[side] || room[side] >= room[other] ? side : other;
  const maxHeight = Math.max(0, room[chosen]);
  const height = Math.min(popup.height, maxHeight);
  const wished = {
    start: anchor.left,
    center: (anchor.left + anchor.right - popup.width) / 2,
    end: anchor.right - popup.width,
  }[align];
  return {
    left: Math.max(edgePx, Math.min(wished, window.width - popup.width - edgePx)),
    top: chosen === "below" ? anchor.bottom + gapPx : anchor.top - gapPx - height,
    maxHeight,
  };
}

/** Puts an open popover beside its anchor. */
export function placeBeside(popup: HTMLElement, anchor: Element, options: PlaceOptions): void {
  popup.style.maxHeight = "";
  const window = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
  const { left, top, maxHeight } = placeOf(
    anchor.getBoundingClientRect(),
    popup.getBoundingClientRect(),
    window,
    options,
  );
  popup.style.left = `${left}px`;
  popup.style.top = `${top}px`;
  popup.style.maxHeight = `${maxHeight}px`;
}
