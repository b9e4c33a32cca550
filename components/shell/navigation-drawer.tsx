"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { NavigationList, type NavigationListProps } from "./navigation-list";

/** The navigation under 900 px. */
export function NavigationDrawer(props: NavigationListProps) {
  const t = useTranslations("shell.navigation");
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    // Going somewhere closes it: it is open only at the place where it was opened.
    <Dialog.Root open={openAt === pathname} onOpenChange={(open) => setOpenAt(open ? pathname : null)}>
      <Dialog.Trigger aria-label={t("open")} className={`${buttonClass({ appearance: "subtle" }, true)} md:hidden`}>
        <MenuIcon aria-hidden />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim md:hidden" />
        <Dialog.Popup
          initialFocus={heading}
          className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] overflow-y-auto bg-surface shadow-float md:hidden"
        >
          <div className="flex h-12 items-center gap-2 border-b border-line px-2">
            <Dialog.Close aria-label={t("close")} className={buttonClass({ appearance: "subtle" }, true)}>
              <X aria-hidden />
            </Dialog.Close>
            <Dialog.Title ref={heading} tabIndex={-1} className="font-semibold outline-none">
              {t("label")}
            </Dialog.Title>
          </div>
          <nav aria-label={t("label")}>
            <NavigationList {...props} />
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
