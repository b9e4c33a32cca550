import clsx from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProductStatus } from "@/components/products/product-status";
import { NumberText } from "@/components/ui/number";
import type { ComplianceSummary } from "@/lib/compliance/queries";
import { ComplianceStatus } from "@/lib/db/generated/enums";
import { type ListState, listHref } from "@/lib/paging/list-state";

type Props = { list: { path: string; state: ListState }; summary: ComplianceSummary };

const swamping = ["free", "company"] as const;

/**
 * How many products there are of each status; each narrows the list to it, and widens it again. Free products and those of the
 * whole tenant are counted apart, at the end.
 */
export function StatusTotals({ list: { path, state }, summary: { seatsByStatus, byKind } }: Props) {
  const t = useTranslations("compliance");
  const present = Object.values(ComplianceStatus).filter((status) => seatsByStatus[status]);
  const leftOut = swamping.reduce((sum, kind) => sum + (byKind[kind] ?? 0), 0);
  if (present.length === 0 && leftOut === 0) return null;
  const { status: statuses = [], kind: kinds = [] } = state.filters;
  const isSeats = kinds.length === 1 && kinds[0] === "seats";
  const areLeftOutShown = kinds.length === 2 && !kinds.includes("seats");
  return (
    <ul aria-label={t("totals")} className="flex flex-wrap gap-x-1 gap-y-1">
      {present.map((status) => {
        const isOnly = isSeats && statuses.length === 1 && statuses[0] === status;
        return (
          <li key={status}>
            <Link
              href={listHref(path, state, {
                filters: isOnly ? { status: [], kind: [] } : { status: [status], kind: ["seats"] },
              })}
              scroll={false}
              aria-current={isOnly ? "true" : undefined}
              className={clsx(
                "flex h-8 items-center gap-2 rounded border px-2 hover:bg-hover",
                isOnly ? "border-brand bg-selected" : "border-transparent",
              )}
            >
              <ProductStatus product={{ status, unsyncReason: null }} />
              <strong>
                <NumberText value={seatsByStatus[status] ?? 0} />
              </strong>
            </Link>
          </li>
        );
      })}
      {leftOut > 0 && (
        <li>
          <Link
            href={listHref(path, state, { filters: { kind: areLeftOutShown ? [] : swamping } })}
            scroll={false}
            aria-current={areLeftOutShown ? "true" : undefined}
            className={clsx(
              "flex h-8 items-center rounded border px-2 text-muted hover:bg-hover",
              areLeftOutShown ? "border-brand bg-selected" : "border-transparent",
            )}
          >
            {t("leftOut", { count: leftOut })}
          </Link>
        </li>
      )}
    </ul>
  );
}
