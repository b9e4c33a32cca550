import "server-only";
import { accountKey } from "@/lib/contacts/queries-export";
import type { AssignmentState } from "@/lib/db/generated/enums";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import type { SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { conditionsOf, from, sortColumns } from "./queries";
import { readLicenceState } from "./queries-export";

type Row = {
  portalName: string;
  licenceName: string;
  partNumber: string | null;
  displayName: string;
  userPrincipalName: string;
  mail: string;
  department: string;
  isEnabled: boolean | null;
  goneAt: Date | null;
  isHeld: boolean;
  isDirect: boolean;
  groups: string[];
  state: AssignmentState | null;
  error: string | null;
};

/** The licences of the list with the people on them: one row for each person and licence, in the list's order. */
export function exportAssignments(searchParams: SearchParams, t: Translate): Table {
  const state = readLicenceState(searchParams);
  const values = new SqlValues();
  const text = `select p.name as "portalName", l.name as "licenceName", l.part_number as "partNumber",
      c.display_name as "displayName", c.user_principal_name as "userPrincipalName", c.mail, c.department,
      c.is_enabled as "isEnabled", c.gone_at as "goneAt", a.is_held as "isHeld", a.is_direct as "isDirect", a.state, a.error,
      array(select coalesce(g.display_name, m.group_id::text) from unnest(a.group_ids) as m(group_id)
            left join licensing_group g on g.portal_id = a.portal_id and g.group_id = m.group_id order by 1) as groups
    ${from}
      join assignment a on a.portal_id = l.portal_id and a.sku_id = l.sku_id join contact c on c.id = a.contact_id
    where ${conditionsOf(state, values)} ${keysetOf(state, sortColumns, "l.id", values).order}, c.display_name, c.id`;
  return tableOf<Row>({ text, values: values.list }, [
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.licence"), value: (row) => row.licenceName },
    { header: t("export.columns.partNumber"), value: (row) => row.partNumber },
    { header: t("export.columns.person"), value: (row) => row.displayName },
    { header: t("export.columns.userPrincipalName"), value: (row) => row.userPrincipalName },
    { header: t("export.columns.mail"), value: (row) => row.mail },
    { header: t("export.columns.department"), value: (row) => row.department },
    { header: t("export.columns.account"), value: (row) => t(`contacts.account.${accountKey(row)}`) },
    { header: t("export.columns.isHeld"), value: (row) => t(row.isHeld ? "common.yes" : "common.no") },
    { header: t("export.columns.isDirect"), value: (row) => t(row.isDirect ? "common.yes" : "common.no") },
    { header: t("export.columns.groups"), value: (row) => row.groups.join("; ") },
    { header: t("export.columns.state"), value: (row) => row.state && t(`contacts.state.${row.state}`) },
    { header: t("export.columns.error"), value: (row) => row.error },
  ]);
}
