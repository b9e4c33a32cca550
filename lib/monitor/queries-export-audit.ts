import "server-only";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { type AuditRow, textOfDetails } from "./audit";
import { AUDIT_ROWS, auditConditions, auditListOptions, auditSortColumns } from "./audit-list";

/** The whole audit, as its address narrows and sorts it. Only for administrators. */
export function exportAudit(searchParams: SearchParams, t: Translate): Table {
  const state = { ...parseListState(searchParams, auditListOptions), cursor: null };
  const values = new SqlValues();
  const text = `${AUDIT_ROWS} where ${auditConditions(state, values)} ${keysetOf(state, auditSortColumns, "l.id", values).order}`;
  return tableOf<AuditRow>({ text, values: values.list }, [
    { header: t("audit.columns.at"), value: (row) => row.at },
    { header: t("audit.columns.who"), value: (row) => row.who },
    { header: t("audit.columns.token"), value: (row) => row.token },
    {
      header: t("audit.columns.action"),
      value: (row) => t(`audit.actions.${row.action}` as "audit.actions.portal.created"),
    },
    { header: t("audit.columns.target"), value: (row) => row.target },
    { header: t("audit.columns.details"), value: (row) => textOfDetails(row.details) },
    { header: t("audit.columns.code"), value: (row) => row.action },
  ]);
}
