"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useTransition } from "react";
import { IconButton } from "./icon-button";

type Props = {
  title: ReactNode;
  /** under the title: kind, portal, status */
  subtitle?: ReactNode;
  /** the address of the page without the drawer */
  closeHref: string;
  previousHref?: string | null;
  nextHref?: string | null;
  fullPageHref?: string;
  /** command bar under the title */
  actions?: ReactNode;
  /** Tabs under the title */
  tabs?: ReactNode;
  children: ReactNode;
};

/**
 * An entry of the list behind it. The page renders it when its URL names an entry; closing goes to `closeHref`. The list
 * stays usable with the mouse: another row swaps what is shown. Under 900 px it covers the page.
 */
export function Drawer({
  title,
  subtitle,
  closeHref,
  previousHref,
  nextHref,
  fullPageHref,
  actions,
  tabs,
  children,
}: Props) {
  const t = useTranslations();
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [, startTransition] = useTransition();
  const close = () => startTransition(() => router.push(closeHref, { scroll: false }));
  return (
    <Base.Root open onOpenChange={(open) => !open && close()} modal="trap-focus" disablePointerDismissal>
      <Base.Portal>
        <Base.Popup
          initialFocus={heading}
          className="fixed inset-y-0 right-0 z-30 flex w-full flex-col bg-surface md:top-12 md:w-140 md:border-l md:border-line md:shadow-float"
        >
          <div className="flex flex-wrap items-start justify-end gap-x-1 border-b border-line px-4 pt-3 pb-3 md:px-6">
            <div className="min-w-0 flex-1 pt-0.5 max-sm:order-last max-sm:basis-full">
              <Base.Title ref={heading} tabIndex={-1} className="text-xl wrap-break-word outline-none">
                {title}
              </Base.Title>
              {subtitle && <div className="text-muted">{subtitle}</div>}
            </div>
            {previousHref && <IconButton label={t("ui.drawer.previous")} icon={<ChevronUp />} href={previousHref} />}
            {nextHref && <IconButton label={t("ui.drawer.next")} icon={<ChevronDown />} href={nextHref} />}
            {fullPageHref && <IconButton label={t("ui.drawer.fullPage")} icon={<Maximize2 />} href={fullPageHref} />}
            <IconButton label={t("common.close")} icon={<X />} onClick={close} />
          </div>
          {actions && (
            <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 md:px-6">{actions}</div>
          )}
          {tabs && <div className="px-4 pt-2 md:px-6">{tabs}</div>}
          <section
            aria-label={t("ui.drawer.content")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto px-4 py-4 -outline-offset-2 md:px-6"
          >
            {children}
          </section>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
