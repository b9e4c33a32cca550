import "server-only";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { type SeatSource, seatList, seatStatement, toReconciliation } from "./queries-reconciliation";

/** The four voices of every licence of the list, each with what explains it. */
export function exportSeats(searchParams: SearchParams, t: Translate): Table {
  const now = new Date();
  const state = { ...parseListState(searchParams, seatList), cursor: null };
  const of =
    <Value>(read: (reconciliation: ReturnType<typeof toReconciliation>) => Value) =>
    (row: SeatSource) =>
      read(toReconciliation(row, now));
  return tableOf<SeatSource>(seatStatement(state), [
    { header: t("export.columns.licence"), value: (row) => row.name },
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.partNumber"), value: (row) => row.partNumber },
    { header: t("export.columns.usable"), value: of(({ voices }) => voices.units) },
    { header: t("export.columns.subscribed"), value: of(({ voices }) => voices.subscribed) },
    { header: t("export.columns.consumedUnits"), value: of(({ voices }) => voices.consumed) },
    { header: t("export.columns.holders"), value: of(({ voices }) => voices.holders) },
    {
      header: t("export.columns.differs"),
      value: of(({ hasDifference }) => t(hasDifference ? "common.yes" : "common.no")),
    },
    {
      header: t("export.columns.findings"),
      value: of(({ findings }) =>
        findings.map(({ code, count }) => t(`reconciliation.findings.${code}`, { count })).join(" "),
      ),
    },
    { header: t("export.columns.asOf"), value: (row) => row.dataAsOf },
  ]);
}
