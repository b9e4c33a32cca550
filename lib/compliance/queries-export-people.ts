import "server-only";
import { accountKey } from "@/lib/contacts/queries-export";
import type { AssignmentState, ConsumerKind } from "@/lib/db/generated/enums";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { conditionsOf, from, sortColumns } from "@/lib/licences/queries";
import { readLicenceState } from "@/lib/licences/queries-export";
import type { SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { ON_MANUAL_LICENCES } from "./on-licences";

type Row = {
  /** null: made by hand */
  portalName: string | null;
  licenceName: string;
  partNumber: string | null;
  kind: ConsumerKind;
  displayName: string;
  userPrincipalName: string | null;
  mail: string | null;
  department: string | null;
  isEnabled: boolean | null;
  goneAt: Date | null;
  isHeld: boolean;
  isDirect: boolean;
  groups: string[];
  state: AssignmentState | null;
  error: string | null;
};

/**
 * The licences of the list with the people on them: one row for each person and licence, in the list's order. On licences made by
 * hand there are devices too; in effect are those whom its units cover, and those bound to it are assigned directly.
 */
export function exportAssignments(searchParams: SearchParams, t: Translate): Table {
  const state = readLicenceState(searchParams);
  const values = new SqlValues();
  const text = `with ${ON_MANUAL_LICENCES}, held as (
      select l.id as licence_id, a.contact_id, null::int as consumer_id, a.is_held, a.is_direct, a.state, a.error, a.group_ids
      from licence l join assignment a on a.portal_id = l.portal_id and a.sku_id = l.sku_id
      union all
      select licence_id, contact_id, consumer_id, is_held, is_direct, null, null, '{}' from on_manual)
    select p.name as "portalName", l.name as "licenceName", l.part_number as "partNumber",
      case when d.id is null then 'person' else 'device' end as kind,
      coalesce(c.display_name, d.device_name) as "displayName", c.user_principal_name as "userPrincipalName", c.mail, c.department,
      c.is_enabled as "isEnabled", c.gone_at as "goneAt", a.is_held as "isHeld", a.is_direct as "isDirect", a.state, a.error,
      array(select coalesce(g.display_name, m.group_id::text) from unnest(a.group_ids) as m(group_id)
            left join licensing_group g on g.portal_id = l.portal_id and g.group_id = m.group_id order by 1) as groups
    ${from}
      join held a on a.licence_id = l.id left join contact c on c.id = a.contact_id
      left join product_consumer d on d.id = a.consumer_id
    where ${conditionsOf(state, values)} ${keysetOf(state, sortColumns, "l.id", values).order}, c.display_name, c.id, d.device_name`;
  return tableOf<Row>({ text, values: values.list }, [
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.licence"), value: (row) => row.licenceName },
    { header: t("export.columns.partNumber"), value: (row) => row.partNumber },
    { header: t("export.columns.consumerKind"), value: (row) => t(`export.consumerKind.${row.kind}`) },
    { header: t("export.columns.consumer"), value: (row) => row.displayName },
    { header: t("export.columns.userPrincipalName"), value: (row) => row.userPrincipalName },
    { header: t("export.columns.mail"), value: (row) => row.mail },
    { header: t("export.columns.department"), value: (row) => row.department },
    {
      header: t("export.columns.account"),
      value: (row) => (row.kind === "person" ? t(`contacts.account.${accountKey(row)}`) : null),
    },
    { header: t("export.columns.isHeld"), value: (row) => t(row.isHeld ? "common.yes" : "common.no") },
    { header: t("export.columns.isDirect"), value: (row) => t(row.isDirect ? "common.yes" : "common.no") },
    { header: t("export.columns.groups"), value: (row) => row.groups.join("; ") },
    { header: t("export.columns.state"), value: (row) => row.state && t(`contacts.state.${row.state}`) },
    { header: t("export.columns.error"), value: (row) => row.error },
  ]);
}
