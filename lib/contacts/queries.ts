import "server-only";
import type { AssignmentState, Origin } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";

export type ContactRow = {
  id: number;
  origin: Origin;
  displayName: string;
  userPrincipalName: string;
  mail: string;
  department: string;
  customId: string | null;
  /** null: Graph did not say, or made by hand */
  isEnabled: boolean | null;
  userType: string | null;
  licenceCount: number;
  goneAt: Date | null;
  /** null: made by hand */
  portalName: string | null;
};

export type ContactLicence = {
  skuId: string;
  title: string;
  /** null: not among the imported licences, such as an excluded one */
  licenceId: number | null;
  isHeld: boolean;
  isDirect: boolean;
  /** names, or ids of groups whose name is not known */
  groups: string[];
  state: AssignmentState | null;
  error: string | null;
  disabledPlans: number;
  stateChangedAt: Date | null;
  firstSeenAt: Date;
};

/** A product whose consumers are entered by hand, this person being one. */
export type ContactProduct = {
  id: number;
  name: string;
  /** null: not calculated yet */
  isCovered: boolean | null;
};

export type ContactDetails = ContactRow & {
  objectId: string | null;
  usageLocation: string | null;
  companyName: string | null;
  city: string | null;
  country: string | null;
  jobTitle: string | null;
  officeLocation: string | null;
  employeeId: string | null;
  accountCreatedAt: Date | null;
  isOnPremisesSynced: boolean | null;
  firstSeenAt: Date;
  phone: string;
  notes: string;
  version: number;
  createdBy: string | null;
  updatedBy: string | null;
  updatedAt: Date;
  licences: ContactLicence[];
  products: ContactProduct[];
};

export const contactFilters = {
  origin: ["manual", "portal"],
  portal: "any",
  account: ["enabled", "disabled", "gone"],
  type: ["member", "guest"],
  licences: ["with", "without"],
} as const;

/** Each has an index together with the id: a page costs the same wherever it lies. */
export const sortColumns: Record<string, SortColumn> = {
  name: { sql: "c.display_name", type: "text" },
  userPrincipalName: { sql: "c.user_principal_name", type: "text" },
  department: { sql: "c.department", type: "text" },
  licenceCount: { sql: "c.licence_count", type: "bigint" },
};
export const contactSortKeys = Object.keys(sortColumns);

/**
 * Matches are counted up to here. Counting all matches of a short search in a large directory costs far more than the
 * page itself, and nobody acts on the difference between 20,000 and 21,000.
 */
export const countLimit = 10_000;

/** The columns, not the word: which rows lack a portal is what an index knows. */
const originConditions: Record<string, string> = { manual: "c.portal_id is null", portal: "c.portal_id is not null" };
const accountConditions: Record<string, string> = {
  enabled: "(c.gone_at is null and c.is_enabled)",
  disabled: "(c.gone_at is null and not c.is_enabled)",
  gone: "c.gone_at is not null",
};
const typeConditions: Record<string, string> = { member: "c.user_type = 'Member'", guest: "c.user_type = 'Guest'" };
const licenceConditions: Record<string, string> = { with: "c.licence_count > 0", without: "c.licence_count = 0" };

const anyOf = (chosen: readonly string[] | undefined, conditions: Record<string, string>) =>
  chosen ? `(${chosen.map((value) => conditions[value] ?? "false").join(" or ")})` : "true";

export function conditionsOf(state: ListState, values: SqlValues): string {
  const { origin, portal, account, type, licences } = state.filters;
  return [
    // A custom ID is found as a whole, by its own index.
    state.q
      ? `(c.search_text like lower(${values.add(containsPattern(state.q))})
         or c.custom_id is not null and lower(c.custom_id) = lower(${values.add(state.q.normalize("NFC"))}))`
      : "true",
    anyOf(origin, originConditions),
    portal ? `c.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    anyOf(account, accountConditions),
    anyOf(type, typeConditions),
    anyOf(licences, licenceConditions),
  ].join(" and ");
}

export const rowColumns = `c.id, c.origin, c.custom_id as "customId", c.display_name as "displayName", c.user_principal_name as "userPrincipalName", c.mail, c.department,
  c.is_enabled as "isEnabled", c.user_type as "userType", c.licence_count as "licenceCount", c.gone_at as "goneAt",
  p.name as "portalName"`;

export type ContactPage = Page<ContactRow> & { isTotalCapped: boolean };

export async function listContacts(given: ListState): Promise<ContactPage> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values);
  const counted = pool().query<{ count: number }>(
    `select count(*)::int as count from (select from contact c where ${matches} limit ${countLimit + 1}) matched`,
    [...values.list],
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "c.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<ContactRow & SortedRow>(
      `select ${rowColumns}, ${sortValue} as "sortValue"
       from contact c left join portal p on p.id = c.portal_id where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const count = total.rows[0]?.count ?? 0;
  const page = buildPage(state, rows, Math.min(count, countLimit), ({ id, sortValue: value }) => ({ id, value }));
  return { ...page, isTotalCapped: count > countLimit };
}

export async function findContact(id: number): Promise<ContactDetails | null> {
  const [contacts, licences, products] = await Promise.all([
    pool().query<Omit<ContactDetails, "licences" | "products">>(
      `select ${rowColumns}, c.object_id as "objectId", c.usage_location as "usageLocation", c.company_name as "companyName",
         c.city, c.country, c.job_title as "jobTitle", c.office_location as "officeLocation", c.employee_id as "employeeId",
         c.account_created_at as "accountCreatedAt", c.is_on_premises_synced as "isOnPremisesSynced",
         c.first_seen_at as "firstSeenAt", c.phone, c.notes, c.version, c.created_by as "createdBy",
         c.updated_by as "updatedBy", c.updated_at as "updatedAt"
       from contact c left join portal p on p.id = c.portal_id where c.id = $1`,
      [id],
    ),
    pool().query<ContactLicence>(
      `select a.sku_id as "skuId", coalesce(i.title, k.own_title, k.title, a.sku_id::text) as title, i.id as "licenceId",
         a.is_held as "isHeld", a.is_direct as "isDirect", a.state, a.error, cardinality(a.disabled_plans) as "disabledPlans",
         a.state_changed_at as "stateChangedAt", a.first_seen_at as "firstSeenAt",
         array(select coalesce(g.display_name, m.group_id::text) from unnest(a.group_ids) as m(group_id)
               left join licensing_group g on g.portal_id = a.portal_id and g.group_id = m.group_id order by 1) as groups
       from assignment a
       left join licence i on i.portal_id = a.portal_id and i.sku_id = a.sku_id
       left join catalogue_sku k on k.sku_id = a.sku_id
       where a.contact_id = $1 order by lower(coalesce(i.title, k.own_title, k.title, a.sku_id::text)), a.sku_id`,
      [id],
    ),
    pool().query<ContactProduct>(
      `select p.id, p.name, case when c.product_id is not null then u.contact_id is null end as "isCovered"
       from product_consumer pc join product p on p.id = pc.product_id
       left join compliance c on c.product_id = p.id and c.calculated_at >= pc.created_at
       left join uncovered_consumer u on u.product_id = p.id and u.contact_id = pc.contact_id
       where pc.contact_id = $1 order by lower(p.name), p.id`,
      [id],
    ),
  ]);
  const [contact] = contacts.rows;
  return contact ? { ...contact, licences: licences.rows, products: products.rows } : null;
}
