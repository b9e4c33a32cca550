"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { Reachable } from "./places";
import { isMac, loadResults, SearchDialog, useIsMac } from "./search-dialog";

/** What is asked first has to be answered first: a question over the page, or the navigation of a phone. */
const otherModal = "dialog:modal, [data-modal][data-open]";

/** Opens the search: a field to press in the top bar, an icon under 900 px, and Ctrl+K or ⌘K wherever the focus is. */
export function SearchLauncher({ reachable }: { reachable: Reachable }) {
  const t = useTranslations("search");
  const hasCommandKey = useIsMac();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isHeld = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (event.key === "Control" || event.key === "Meta") loadResults();
      if (!isHeld || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      if (document.querySelector(otherModal)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts={hasCommandKey ? "Meta+K" : "Control+K"}
        onPointerEnter={loadResults}
        onFocus={loadResults}
        onClick={() => setOpen(true)}
        className="flex h-8 items-center rounded text-start text-muted max-md:w-8 max-md:justify-center max-md:hover:bg-hover md:ms-6 md:w-80 md:min-w-0 md:shrink md:gap-2 md:border md:border-control md:bg-surface md:px-2 md:hover:border-ink lg:ms-26"
      >
        <Search aria-hidden className="size-4 max-md:text-ink" />
        <span className="truncate max-md:sr-only">{t("open")}</span>
        <kbd aria-hidden className="ms-auto rounded-xs border border-line px-1 font-sans text-xs max-md:hidden">
          {t(hasCommandKey ? "shortcutMac" : "shortcut")}
        </kbd>
      </button>
      {/* Apart from the page, which an open entry of a list hides from screen readers. */}
      {isOpen && createPortal(<SearchDialog reachable={reachable} onClose={() => setOpen(false)} />, document.body)}
    </>
  );
}
