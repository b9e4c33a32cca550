"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type MouseEvent, useEffect, useId, useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { NavigationList, type NavigationListProps } from "./navigation-list";

/** The navigation under 900 px: a dialog of the browser, which holds the focus and closes with Esc by itself. */
export function NavigationDrawer(props: NavigationListProps) {
  const t = useTranslations("shell.navigation");
  const pathname = usePathname();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => dialog.current?.close();
  const open = () => {
    dialog.current?.showModal();
    heading.current?.focus();
  };
  // Going somewhere closes it, with the back button too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what it waits for
  useEffect(close, [pathname]);
  useEffect(() => {
    // Hidden but open it would still hold the focus.
    const wide = window.matchMedia("(min-width: 56.25rem)");
    const closeWhenWide = () => wide.matches && dialog.current?.close();
    wide.addEventListener("change", closeWhenWide);
    return () => wide.removeEventListener("change", closeWhenWide);
  }, []);
  const closeAfterClick = (event: MouseEvent) => {
    // What lies behind the dialog counts as the dialog itself.
    if (event.target === dialog.current || (event.target as Element).closest("a")) close();
  };
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t("open")}
        onClick={open}
        className={`${buttonClass({ appearance: "subtle" }, true)} md:hidden`}
      >
        <MenuIcon aria-hidden />
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it, Enter on a link is a click */}
      <dialog
        ref={dialog}
        aria-labelledby={id}
        onClick={closeAfterClick}
        className="fixed inset-y-0 left-0 h-dvh max-h-dvh w-72 max-w-[85vw] overflow-y-auto overscroll-contain bg-surface text-ink shadow-float backdrop:bg-scrim md:hidden"
      >
        <div className="flex h-12 items-center gap-2 border-b border-line px-2">
          <button
            type="button"
            aria-label={t("close")}
            onClick={close}
            className={buttonClass({ appearance: "subtle" }, true)}
          >
            <X aria-hidden />
          </button>
          <h2 id={id} ref={heading} tabIndex={-1} className="font-semibold outline-none">
            {t("label")}
          </h2>
        </div>
        <nav aria-label={t("label")}>
          <NavigationList {...props} />
        </nav>
      </dialog>
    </>
  );
}
