"use client";

import {
  createContext,
  type KeyboardEvent as ReactKeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { moveBesideSearch, moveInMenu } from "./menu-keys";
import { placeBeside } from "./place";

/** Closes the menu around and gives the focus back to its button. */
export const CloseMenu = createContext<() => void>(() => {});

type TriggerProps = {
  ref: RefObject<HTMLButtonElement | null>;
  id: string;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
  onClick: (event: ReactMouseEvent) => void;
  onKeyDown: (event: ReactKeyboardEvent) => void;
};
type Align = "start" | "end";
/** What gets the focus: with the mouse nothing is marked yet. */
type Start = "first" | "last" | "popup";
/** Opens the menu without its button, whenever another object is given: the entry gets the focus. */
export type OpensAt = { entry: "first" | "last" } | null;

/**
 * A button and its menu by the pattern of WAI-ARIA, as a popover of the browser: it lies above everything without a place of
 * its own in the page, and inside a dialog it stays a part of it.
 */
export function MenuRoot({
  trigger,
  align = "start",
  opensAt = null,
  search,
  children,
}: {
  trigger: (props: TriggerProps) => ReactNode;
  align?: Align;
  opensAt?: OpensAt;
  /** an input above the entries: it gets the focus, and what is around both is a dialog */
  search?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [start, setStart] = useState<Start | null>(null);
  useEffect(() => setStart((before) => opensAt?.entry ?? before), [opensAt]);
  const close = () => {
    setStart(null);
    button.current?.focus();
  };
  const openByKey = (event: ReactKeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setStart(event.key === "ArrowDown" ? "first" : "last");
  };
  return (
    <>
      {trigger({
        ref: button,
        id: `${id}-button`,
        "aria-haspopup": search ? "dialog" : "menu",
        "aria-expanded": start !== null,
        "aria-controls": start === null ? undefined : id,
        // A click by Enter or Space counts no presses.
        onClick: (event) => setStart(start === null ? (event.detail === 0 ? "first" : "popup") : null),
        onKeyDown: openByKey,
      })}
      {start !== null && (
        <CloseMenu value={close}>
          <Popup {...{ id, button, start, align, search, close }} leave={() => setStart(null)}>
            {children}
          </Popup>
        </CloseMenu>
      )}
    </>
  );
}

type PopupProps = {
  id: string;
  button: RefObject<HTMLButtonElement | null>;
  start: Start;
  align: Align;
  search: ReactNode;
  close: () => void;
  /** closes it where the focus is elsewhere already */
  leave: () => void;
  children: ReactNode;
};

function Popup({ id, button, start, align, search, close, leave, children }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  const place = useEffectEvent(() => {
    if (popup.current && button.current) placeBeside(popup.current, button.current, { align, side: "below", gapPx: 4 });
  });
  const isWithin = (target: EventTarget | null) =>
    target instanceof Node && (popup.current?.contains(target) || button.current?.contains(target));
  const leaveFor = useEffectEvent((target: EventTarget | null) => {
    if (!isWithin(target)) leave();
  });
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!popup.current) return;
    if (event.key === "Escape") {
      // One press closes one thing: a dialog around the menu does not hear of it.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") leave();
    else if (search) moveBesideSearch(popup.current, event);
    else moveInMenu(popup.current, event);
  });
  const open = useEffectEvent(() => {
    popup.current?.showPopover();
    place();
    if (search) popup.current?.querySelector("input")?.focus();
    else if (start === "popup") popup.current?.focus();
    else if (popup.current) moveInMenu(popup.current, { key: start === "first" ? "Home" : "End" });
  });
  useLayoutEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    open();
    popup.current?.addEventListener("keydown", press, { signal });
    popup.current?.addEventListener(
      "focusout",
      (event) => {
        if (event.relatedTarget) leaveFor(event.relatedTarget);
      },
      { signal },
    );
    document.addEventListener("pointerdown", (event) => leaveFor(event.target), { signal, capture: true });
    document.addEventListener("scroll", place, { signal, capture: true, passive: true });
    window.addEventListener("resize", place, { signal });
    return () => ends.abort();
  }, []);
  const named = { role: search ? "dialog" : "menu", "aria-labelledby": `${id}-button` };
  return (
    <div
      ref={popup}
      id={id}
      popover="manual"
      {...named}
      tabIndex={-1}
      // What it stands in must not change its look.
      className="floating fixed inset-auto max-w-80 min-w-40 overflow-y-auto py-1 text-start text-base font-normal whitespace-normal text-ink outline-none"
    >
      {search}
      {search ? (
        <div role="menu" aria-labelledby={`${id}-button`}>
          {children}
        </div>
      ) : (
        children
      )}
    </div>
  );
}
