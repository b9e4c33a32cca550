"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

type Props = {
  /** something would be lost */
  isActive: boolean;
  /** addresses that begin like this belong to the form itself */
  ownPath: string;
  onDiscard: () => void;
};

/** Asks once before a link, or the closing of the tab, takes a person away from a form that is not saved. */
export function LeaveGuard({ isActive, ownPath, onDiscard }: Props) {
  const t = useTranslations("ui.leave");
  const router = useRouter();
  const [href, setHref] = useState<string | null>(null);

  useEffect(() => {
    if (!isActive) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!(link instanceof HTMLAnchorElement) || !isPlain || link.target === "_blank" || link.download !== "") return;
      const url = new URL(link.href);
      if (link.hasAttribute("download") || isOwn(url, ownPath)) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(link.href);
    };
    window.addEventListener("beforeunload", onUnload);
    // Before React sees it: a link of the router would be followed at once.
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [isActive, ownPath]);

  return (
    <ConfirmDialog
      isOpen={href !== null}
      onOpenChange={(isOpen) => !isOpen && setHref(null)}
      title={t("title")}
      confirmLabel={t("confirm")}
      isDanger
      onConfirm={async () => {
        onDiscard();
        const url = new URL(href ?? "/", window.location.href);
        router.push(`${url.pathname}${url.search}${url.hash}`);
      }}
    >
      {t("text")}
    </ConfirmDialog>
  );
}

function isOwn(url: URL, ownPath: string): boolean {
  return url.origin === window.location.origin && (url.pathname === ownPath || url.pathname.startsWith(`${ownPath}/`));
}
