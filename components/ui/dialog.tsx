"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { IconButton } from "./icon-button";

const fields = "input:not([type=hidden]), textarea, select, [role=combobox], [role=radio], [role=checkbox]";

type Props = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  /** buttons, the main one first */
  footer?: ReactNode;
  width?: "narrow" | "wide";
};

/**
 * A question or a short form over the page. The focus goes to the first field; without one to the last button of the footer,
 * which is the harmless one; without a footer to the title. Never to the button that closes: its tooltip would cover the form.
 */
export function Dialog({ isOpen, onOpenChange, title, children, footer, width = "narrow" }: Props) {
  const t = useTranslations("common");
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const findFirstFocus = (openedBy: string) => {
    const isEnabled = (element: HTMLElement) => !element.matches(":disabled, [aria-disabled=true], [tabindex='-1']");
    const all = (within: HTMLElement | null, selector: string) =>
      [...(within?.querySelectorAll<HTMLElement>(selector) ?? [])].filter(isEnabled);
    const first = all(body.current, fields)[0];
    const field =
      first instanceof HTMLInputElement && first.type === "radio"
        ? (all(body.current, `[name="${CSS.escape(first.name)}"]:checked`)[0] ?? first)
        : first;
    // A field that gets the focus by touch opens the keyboard over the dialog that nobody has read yet.
    if (openedBy === "touch") return heading.current;
    return field ?? all(buttons.current, "button, a").at(-1) ?? heading.current;
  };
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          data-modal
          initialFocus={findFirstFocus}
          className={`floating fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-1/2 flex-col transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 ${width === "wide" ? "max-w-180" : "max-w-120"}`}
        >
          <div className="flex items-start gap-2 px-6 pt-5">
            <Base.Title ref={heading} tabIndex={-1} className="min-w-0 flex-1 text-xl wrap-break-word outline-none">
              {title}
            </Base.Title>
            <IconButton label={t("close")} icon={<X />} onClick={() => onOpenChange(false)} />
          </div>
          <div ref={body} className="min-h-0 overflow-y-auto px-6 py-3">
            {children}
          </div>
          {footer && (
            <div ref={buttons} className="flex flex-wrap justify-end gap-2 px-6 pt-1 pb-5">
              {footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
