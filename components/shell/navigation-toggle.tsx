"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { navigationCookie, preferenceMaxAgeSeconds } from "@/lib/i18n/locale-names";

/** Writes the cookie itself: to fold a panel away needs no server. */
export function NavigationToggle({ isCollapsed: atStart }: { isCollapsed: boolean }) {
  const t = useTranslations("shell.navigation");
  const [isCollapsed, setCollapsed] = useState(atStart);
  const toggle = () => {
    const next = !isCollapsed;
    setCollapsed(next);
    document.getElementById("shell")?.setAttribute("data-navigation", next ? "collapsed" : "expanded");
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox's long-term release
    document.cookie = `${navigationCookie}=${next ? "collapsed" : "expanded"}; path=/; max-age=${preferenceMaxAgeSeconds}; samesite=lax`;
  };
  const label = isCollapsed ? t("expand") : t("collapse");
  const Icon = isCollapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <button
      type="button"
      onClick={toggle}
      aria-expanded={!isCollapsed}
      title={label}
      className="flex h-9 w-full items-center gap-3 rounded px-2 text-muted hover:bg-hover"
    >
      <Icon aria-hidden className="size-4.5" />
      <span className="truncate text-xs group-data-[navigation=collapsed]/shell:sr-only">{label}</span>
    </button>
  );
}
