import "server-only";
import type { AssignmentState, Origin } from "@/lib/db/generated/enums";
import { queryPlanned } from "@/lib/db/planned";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListOptions, type ListState, type Page, readingOrder } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { assignmentFilter } from "./failed-assignments";
import { isCustomId, isKnownAsWhole, planSearch, type SearchPlan, searchCondition, unplanned } from "./search-plan";

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
  /** since when its portal is no more; then it is gone, too */
  portalDeletedAt: Date | null;
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
  assignment: assignmentFilter,
  sku: "any",
} as const;

/** Each has an index together with the id: a page costs the same wherever it lies. */
export const sortColumns: Record<string, SortColumn> = {
  name: { sql: "c.display_name", type: "text" },
  userPrincipalName: { sql: "c.user_principal_name", type: "text" },
  department: { sql: "c.department", type: "text" },
  licenceCount: { sql: "c.licence_count", type: "bigint" },
};
export const contactSortKeys = Object.keys(sortColumns);

/** How the address of the list of contacts is read. */
export const contactListOptions = {
  sortable: contactSortKeys,
  defaultSort: { sort: "name" },
  filters: contactFilters,
} satisfies ListOptions;

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

const failed = "not a.is_held";
const assignmentConditions: Record<string, string> = {
  ...Object.fromEntries(assignmentFilter.map((error) => [error, `${failed} and a.error = '${error}'`])),
  failed,
  held_with_error: "a.is_held",
};

/** Of one and the same assignment: its SKU, and how it failed; a SKU alone is one that is held. */
function assignmentCondition({ assignment, portal, sku }: ListState["filters"], values: SqlValues): string {
  if (!assignment && !sku) return "true";
  const conditions = [
    assignment ? `a.error is not null and ${anyOf(assignment, assignmentConditions)}` : "a.is_held",
    ...(portal ? [`a.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])`] : []),
    ...(sku ? [`a.sku_id = any(${values.add(uuidsOf(sku))}::uuid[])`] : []),
  ];
  const matching = `from assignment a where ${conditions.join(" and ")}`;
  // Few of all assignments have an error, and an index holds just these: their people are gathered first, however many the planner expects.
  return assignment
    ? `c.id in (select unnest(array(select a.contact_id ${matching})))`
    : `exists (select ${matching} and a.contact_id = c.id)`;
}

/** @param plan how to find those whom a search is for, once that has been looked at */
export function conditionsOf(state: ListState, values: SqlValues, plan: SearchPlan = unplanned): string {
  const { origin, portal, account, type, licences } = state.filters;
  return [
    state.q ? `(${searchCondition(state.q, plan, values)} or ${isCustomId(state.q, values)})` : "true",
    anyOf(origin, originConditions),
    portal ? `c.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    anyOf(account, accountConditions),
    anyOf(type, typeConditions),
    anyOf(licences, licenceConditions),
    assignmentCondition(state.filters, values),
  ].join(" and ");
}

export const rowColumns = `c.id, c.origin, c.custom_id as "customId", c.display_name as "displayName", c.user_principal_name as "userPrincipalName", c.mail, c.department,
  c.is_enabled as "isEnabled", c.user_type as "userType", c.licence_count as "licenceCount", c.gone_at as "goneAt",
  p.name as "portalName", p.deleted_at as "portalDeletedAt"`;

export type ContactPage = Page<ContactRow> & { isTotalCapped: boolean };

/** So many people in the list's order hold a page of matches, where these are common. */
const WALK_ROWS = 4_000;

type Found = { state: ListState; rows: (ContactRow & SortedRow)[]; count: number | null };

/** A page out of the list's order, whose rows are held against the search one by one. @param isWalk no further than a walk goes */
async function readInOrder(given: ListState, plan: SearchPlan, isWalk: boolean): Promise<Found> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values, plan);
  const { state, condition, order, orderBy, sortValue } = keysetOf(given, sortColumns, "c.id", values);
  const source = isWalk
    ? `(select * from contact c where ${condition} ${order} limit ${WALK_ROWS}) c`
    : `(select * from contact c where ${matches} and ${condition} ${orderBy}) c`;
  const { rows } = await pool().query<ContactRow & SortedRow>(
    `select ${rowColumns}, ${sortValue} as "sortValue"
     from ${source} left join portal p on p.id = c.portal_id ${isWalk ? `where ${matches}` : ""} ${orderBy}`,
    values.list,
  );
  if (!isWalk || rows.length === readingOrder(state).limit || (await isEnd(given))) return { state, rows, count: null };
  // Many match, but they stand elsewhere in this order: all Zoes come late by name.
  return isKnownAsWhole(given.q)
    ? readFew(given, { isCommon: false, anchor: containsPattern(given.q) })
    : readInOrder(given, plan, false);
}

/** Whether a walk from here meets all that is left of the list. */
async function isEnd(given: ListState): Promise<boolean> {
  const values = new SqlValues();
  const { condition, order } = keysetOf(given, sortColumns, "c.id", values);
  const { rowCount } = await pool().query(
    `select from (select from contact c where ${condition} ${order} limit ${WALK_ROWS}) walked offset ${WALK_ROWS - 1}`,
    values.list,
  );
  return rowCount === 0;
}

/** All matches at once, by the index of the search: they are few. */
async function readFew(given: ListState, plan: SearchPlan): Promise<Found> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values, plan);
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "c.id", values);
  const { rows } = await queryPlanned<ContactRow & SortedRow & { count: number }>(
    `with found as materialized (select * from contact c where ${matches})
     select ${rowColumns}, ${sortValue} as "sortValue", (select count(*)::int from found) as count
     from found c left join portal p on p.id = c.portal_id where ${condition} ${orderBy}`,
    values.list,
  );
  // Beyond the last row there is none that tells how many there are.
  const count = rows[0]?.count ?? (state.cursor ? await countMatches(given, plan) : 0);
  return { state, rows: rows.map(({ count: _, ...row }) => row), count };
}

async function countMatches(given: ListState, plan: SearchPlan): Promise<number> {
  const values = new SqlValues();
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from
       (select from contact c where ${conditionsOf(given, values, plan)} limit ${countLimit + 1}) matched`,
    values.list,
  );
  return rows[0]?.count ?? 0;
}

export async function listContacts(given: ListState): Promise<ContactPage> {
  const plan = given.q ? await planSearch(given.q) : unplanned;
  const [found, counted] = await Promise.all([
    plan.anchor ? readFew(given, plan) : readInOrder(given, plan, plan.isCommon),
    plan.anchor ? null : countMatches(given, plan),
  ]);
  const count = counted ?? found.count ?? 0;
  const toKey = ({ id, sortValue: value }: SortedRow) => ({ id, value });
  const page = buildPage(found.state, found.rows, Math.min(count, countLimit), toKey);
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

/** The titles of SKUs that a list of people is narrowed to, by id. */
export async function listSkuTitles(skuIds: readonly string[]): Promise<{ skuId: string; title: string }[]> {
  if (skuIds.length === 0) return [];
  const { rows } = await pool().query<{ skuId: string; title: string }>(
    `select given.id as "skuId", coalesce(
         (select l.title from licence l where l.sku_id = given.id order by l.id limit 1),
         (select coalesce(k.own_title, k.title) from catalogue_sku k where k.sku_id = given.id), given.id::text) as title
     from unnest($1::uuid[]) given(id)`,
    [uuidsOf(skuIds)],
  );
  return rows;
}
