import clsx from "clsx";
import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ListState, listHref, type Page, pageSizes } from "@/lib/paging/list-state";

type Props = {
  list: { path: string; state: ListState };
  page: Omit<Page<unknown>, "rows"> & { rows: readonly unknown[] };
};

export function Pager({ list: { path, state }, page }: Props) {
  const t = useTranslations("ui.pager");
  const { rows, total, isTotalCapped = false, firstRowNumber: from, nextCursor, previousCursor } = page;
  const previous =
    previousCursor &&
    listHref(path, state, {
      page: { kind: "before", cursor: previousCursor, from: from && Math.max(1, from - state.pageSize) },
    });
  const next =
    nextCursor &&
    listHref(path, state, { page: { kind: "after", cursor: nextCursor, from: from && from + rows.length } });
  const smallest = pageSizes[0];
  return (
    <nav aria-label={t("label")} className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted">
      <span className="tabular" aria-live="polite">
        {from !== null && rows.length > 0
          ? t(isTotalCapped ? "rangeOfMore" : "range", { from, to: from + rows.length - 1, total })
          : t(isTotalCapped ? "moreThan" : "total", { total })}
      </span>
      {(previous || next) && (
        <span className="flex items-center gap-1">
          <PagerLink href={previous && listHref(path, state, { page: null })}>
            <ChevronsLeft aria-hidden />
            {t("first")}
          </PagerLink>
          <PagerLink href={previous}>
            <ChevronLeft aria-hidden />
            {t("previous")}
          </PagerLink>
          <PagerLink href={next}>
            {t("next")}
            <ChevronRight aria-hidden />
          </PagerLink>
        </span>
      )}
      {total > smallest && (
        <span className="flex items-center gap-1 max-sm:hidden sm:ms-auto">
          {t("pageSize")}
          {pageSizes.map((pageSize) => (
            <Link
              key={pageSize}
              href={listHref(path, state, { pageSize })}
              scroll={false}
              prefetch={false}
              aria-current={pageSize === state.pageSize ? "true" : undefined}
              className={clsx(
                "tabular rounded px-1.5 py-1",
                pageSize === state.pageSize ? "bg-selected text-ink" : "link",
              )}
            >
              {pageSize}
            </Link>
          ))}
        </span>
      )}
    </nav>
  );
}

function PagerLink({ href, children }: { href: string | null | ""; children: ReactNode }) {
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
