import "server-only";
import type { Origin } from "@/lib/db/generated/enums";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { conditionsOf, contactListOptions, sortColumns } from "./queries";

type Row = {
  displayName: string;
  userPrincipalName: string;
  mail: string;
  customId: string | null;
  department: string;
  jobTitle: string | null;
  companyName: string | null;
  city: string | null;
  country: string | null;
  origin: Origin;
  isEnabled: boolean | null;
  userType: string | null;
  portalName: string | null;
  licenceCount: number;
  goneAt: Date | null;
};

type Account = { isEnabled: boolean | null; goneAt: Date | null };

/** The word for the state of a person's account, as key of `contacts.account`. */
export const accountKey = ({ isEnabled, goneAt }: Account) =>
  goneAt ? "gone" : isEnabled === null ? "unknown" : isEnabled ? "enabled" : "disabled";

const typeKeys: Record<string, "member" | "guest"> = { Member: "member", Guest: "guest" };

/** The whole list of contacts, as its address narrows and sorts it. */
export function exportContacts(searchParams: SearchParams, t: Translate): Table {
  const state = { ...parseListState(searchParams, contactListOptions), cursor: null };
  const values = new SqlValues();
  const text = `select c.display_name as "displayName", c.user_principal_name as "userPrincipalName", c.mail,
      c.custom_id as "customId", c.department, c.job_title as "jobTitle", c.company_name as "companyName", c.city, c.country,
      c.origin, c.is_enabled as "isEnabled", c.user_type as "userType", p.name as "portalName",
      c.licence_count as "licenceCount", c.gone_at as "goneAt"
    from contact c left join portal p on p.id = c.portal_id
    where ${conditionsOf(state, values)} ${keysetOf(state, sortColumns, "c.id", values).order}`;
  return tableOf<Row>({ text, values: values.list }, [
    { header: t("export.columns.person"), value: (row) => row.displayName },
    { header: t("export.columns.userPrincipalName"), value: (row) => row.userPrincipalName },
    { header: t("export.columns.mail"), value: (row) => row.mail },
    { header: t("export.columns.customId"), value: (row) => row.customId },
    { header: t("export.columns.department"), value: (row) => row.department },
    { header: t("export.columns.jobTitle"), value: (row) => row.jobTitle },
    { header: t("export.columns.company"), value: (row) => row.companyName },
    { header: t("export.columns.city"), value: (row) => row.city },
    { header: t("export.columns.country"), value: (row) => row.country },
    { header: t("export.columns.origin"), value: (row) => t(`export.origin.${row.origin}`) },
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.account"), value: (row) => t(`contacts.account.${accountKey(row)}`) },
    { header: t("export.columns.goneAt"), value: (row) => row.goneAt },
    { header: t("export.columns.userType"), value: ({ userType }) => userType && wordType(userType, t) },
    { header: t("export.columns.licenceCount"), value: (row) => row.licenceCount },
  ]);
}

/** A word of Microsoft's that we do not know stands as it is. */
function wordType(userType: string, t: Translate): string {
  const key = typeKeys[userType];
  return key ? t(`contacts.type.${key}`) : userType;
}
