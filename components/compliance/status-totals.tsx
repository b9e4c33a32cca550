import clsx from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProductStatus } from "@/components/products/product-status";
import { NumberText } from "@/components/ui/number";
import type { ComplianceSummary } from "@/lib/compliance/queries";
import { ComplianceStatus } from "@/lib/db/generated/enums";
import { type ListState, listHref } from "@/lib/paging/list-state";

type Props = { list: { path: string; state: ListState }; byStatus: ComplianceSummary["byStatus"] };

/** How many products there are of each status; each narrows the list to it, and widens it again. */
export function StatusTotals({ list: { path, state }, byStatus }: Props) {
  const t = useTranslations("compliance");
  const present = Object.values(ComplianceStatus).filter((status) => byStatus[status]);
  if (present.length === 0) return null;
  return (
    <ul aria-label={t("totals")} className="flex flex-wrap gap-x-1 gap-y-1">
      {present.map((status) => {
        const isOnly = state.filters.status?.length === 1 && state.filters.status[0] === status;
        return (
          <li key={status}>
            <Link
              href={listHref(path, state, { filters: { status: isOnly ? [] : [status] } })}
              scroll={false}
              aria-current={isOnly ? "true" : undefined}
              className={clsx(
                "flex h-8 items-center gap-2 rounded border px-2 hover:bg-hover",
                isOnly ? "border-brand bg-selected" : "border-transparent",
              )}
            >
              <ProductStatus product={{ status, unsyncReason: null }} />
              <strong>
                <NumberText value={byStatus[status] ?? 0} />
              </strong>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
