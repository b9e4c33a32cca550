"use client";

import { useEffect, useRef } from "react";
import { placeBeside } from "./place";

const hoverMs = 500;
/** Long enough to cross the gap into the tooltip. */
const leaveMs = 150;

/**
 * The one tooltip of the page: shows the `data-tooltip` of what is under the mouse or has the focus by keyboard. Esc takes
 * it away and goes on to what is open under it: one press closes a dialog whose button shows its tooltip.
 */
export function TooltipLayer() {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => (popup.current ? followAnchors(popup.current) : undefined), []);
  return (
    <div
      ref={popup}
      popover="manual"
      role="tooltip"
      className="floating fixed inset-auto max-w-80 px-2 py-1 text-xs text-ink"
    />
  );
}

function followAnchors(popup: HTMLElement): () => void {
  let shown: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    shown = null;
    popup.hidePopover();
  };
  const show = (anchor: Element) => {
    clearTimeout(timer);
    const text = anchor.getAttribute("data-tooltip");
    if (!text || !anchor.isConnected) return;
    shown = anchor;
    popup.textContent = text;
    // Anew each time: what was opened last lies on top, above a menu or a dialog opened meanwhile.
    popup.hidePopover();
    popup.showPopover();
    placeBeside(popup, anchor, { align: "center", side: "above", gapPx: 6 });
  };
  const anchorOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest("[data-tooltip]") : null;

  const enter = (event: PointerEvent) => {
    // A finger rests nowhere: what it touches happens.
    if (event.pointerType === "touch") return;
    const anchor = anchorOf(event.target);
    clearTimeout(timer);
    if (anchor === shown && shown) return;
    if (event.target === popup) return;
    if (anchor) timer = setTimeout(() => show(anchor), hoverMs);
    else if (shown) timer = setTimeout(hide, leaveMs);
  };
  const leaveWindow = (event: PointerEvent) => {
    if (event.relatedTarget === null) hide();
  };
  const focus = (event: FocusEvent) => {
    const anchor = anchorOf(event.target);
    if (anchor && event.target instanceof Element && event.target.matches(":focus-visible")) show(anchor);
    else hide();
  };
  const press = (event: KeyboardEvent) => {
    if (["Escape", "Enter", " "].includes(event.key)) hide();
  };
  const ends = new AbortController();
  const { signal } = ends;
  document.addEventListener("pointerover", enter, { signal });
  document.addEventListener("pointerout", leaveWindow, { signal });
  document.addEventListener("focusin", focus, { signal });
  document.addEventListener("focusout", hide, { signal });
  document.addEventListener("pointerdown", hide, { signal, capture: true });
  document.addEventListener("keydown", press, { signal, capture: true });
  document.addEventListener("scroll", hide, { signal, capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    ends.abort();
  };
}
