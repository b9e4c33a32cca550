import clsx from "clsx";
import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Pager } from "@/components/data-grid/pager";
import type { ContactPage } from "@/lib/contacts/queries";
import { type ListState, listHref } from "@/lib/paging/list-state";

type Props = { list: { path: string; state: ListState }; page: ContactPage };

/** Says "of more than 10,000" where the matches were not counted to the end; else the pager of all lists. */
export function ContactPager({ list, page }: Props) {
  const t = useTranslations();
  if (!page.isTotalCapped) return <Pager list={list} page={page} />;
  const { path, state } = list;
  const { rows, total, firstRowNumber: from, nextCursor, previousCursor } = page;
  const before = previousCursor && {
    kind: "before" as const,
    cursor: previousCursor,
    from: from && Math.max(1, from - state.pageSize),
  };
  const after = nextCursor && { kind: "after" as const, cursor: nextCursor, from: from && from + rows.length };
  return (
    <nav aria-label={t("ui.pager.label")} className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted">
      <span className="tabular" aria-live="polite">
        {from === null
          ? t("contacts.rangeUnknown", { total })
          : t("contacts.range", { from, to: from + rows.length - 1, total })}
      </span>
      <span className="flex items-center gap-1">
        <Step href={before && listHref(path, state, { page: null })}>
          <ChevronsLeft aria-hidden />
          {t("ui.pager.first")}
        </Step>
        <Step href={before && listHref(path, state, { page: before })}>
          <ChevronLeft aria-hidden />
          {t("ui.pager.previous")}
        </Step>
        <Step href={after && listHref(path, state, { page: after })}>
          {t("ui.pager.next")}
          <ChevronRight aria-hidden />
        </Step>
      </span>
    </nav>
  );
}

function Step({ href, children }: { href: string | null | ""; children: ReactNode }) {
  const look = "flex h-8 items-center gap-1 rounded px-2 [&_svg]:size-4";
  if (!href) {
    return (
      <span aria-disabled className={clsx(look, "text-disabled")}>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} scroll={false} prefetch={false} className={clsx(look, "text-ink hover:bg-hover")}>
      {children}
    </Link>
  );
}
