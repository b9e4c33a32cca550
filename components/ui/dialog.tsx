"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";

type Props = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  /** buttons, the main one first */
  footer?: ReactNode;
  width?: "narrow" | "wide";
};

/** A question or a short form over the page. */
export function Dialog({ isOpen, onOpenChange, title, children, footer, width = "narrow" }: Props) {
  const t = useTranslations("common");
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={`floating fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-1/2 flex-col transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 ${width === "wide" ? "max-w-180" : "max-w-120"}`}
        >
          <div className="flex items-start gap-2 px-6 pt-5">
            <Base.Title className="min-w-0 flex-1 text-xl wrap-break-word">{title}</Base.Title>
            <IconButton label={t("close")} icon={<X />} onClick={() => onOpenChange(false)} />
          </div>
          <div className="min-h-0 overflow-y-auto px-6 py-3">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 px-6 pt-1 pb-5">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
