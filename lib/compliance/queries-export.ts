import "server-only";
import type { ComplianceStatus, UnsyncReason } from "@/lib/db/generated/enums";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { FIGURE_MAX, usedShare, withLimit } from "@/lib/figure";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { listFolders } from "@/lib/products/queries";
import { folderNamesOf } from "@/lib/products/queries-export";
import { complianceListOptions, conditionsOf, from, sortColumns } from "./queries";

type Row = {
  name: string;
  folderId: number;
  portalName: string | null;
  status: ComplianceStatus;
  reason: UnsyncReason | null;
  statusSince: Date;
  available: number;
  consumption: number;
  balance: number;
  uncovered: number;
  unitsWarning: number;
  unitsSuspended: number;
  asOf: Date;
};

/** What may be more than the number says is no number. */
const figure = (value: number) => (value >= FIGURE_MAX ? withLimit(value, `${value}`) : value);

/** In per cent, as the list shows it. */
function usedPercent({ consumption, available }: Row): number | null {
  const share = usedShare(consumption, available);
  return share === null ? null : Math.round(share * 1e3) / 10;
}

/** The whole list of compliance, as its address narrows and sorts it. */
export async function exportCompliance(searchParams: SearchParams, t: Translate): Promise<Table> {
  const state = { ...parseListState(searchParams, complianceListOptions), cursor: null };
  const values = new SqlValues();
  const text = `select p.name, p.folder_id as "folderId", o.name as "portalName", c.status, c.reason,
      c.status_since as "statusSince", c.available, c.consumption, c.balance, c.uncovered, c.units_warning as "unitsWarning",
      c.units_suspended as "unitsSuspended", coalesce(c.data_as_of, c.calculated_at) as "asOf"
    ${from} where ${await conditionsOf(state, values)} ${keysetOf(state, sortColumns, "p.id", values).order}`;
  const folderName = folderNamesOf(await listFolders());
  return tableOf<Row>({ text, values: values.list }, [
    { header: t("export.columns.product"), value: (row) => row.name },
    { header: t("export.columns.folder"), value: (row) => folderName(row.folderId) },
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.status"), value: (row) => t(`products.status.${row.status}`) },
    { header: t("export.columns.reason"), value: ({ reason }) => reason && t(`compliance.reason.${reason}.name`) },
    { header: t("export.columns.statusSince"), value: (row) => row.statusSince },
    { header: t("export.columns.available"), value: (row) => figure(row.available) },
    { header: t("export.columns.consumption"), value: (row) => row.consumption },
    { header: t("export.columns.balance"), value: (row) => figure(row.balance) },
    { header: t("export.columns.usedPercent"), value: usedPercent },
    { header: t("export.columns.uncovered"), value: (row) => row.uncovered },
    { header: t("export.columns.unitsWarning"), value: (row) => row.unitsWarning },
    { header: t("export.columns.unitsSuspended"), value: (row) => row.unitsSuspended },
    { header: t("export.columns.asOf"), value: (row) => row.asOf },
  ]);
}
