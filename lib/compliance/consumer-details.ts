import type { AssignmentState, ConsumerKind } from "@/lib/db/generated/enums";

export type Consumer = {
  /** a contact's id, or of a device that of its row */
  id: number;
  kind: ConsumerKind;
  displayName: string;
  userPrincipalName: string;
  department: string;
  isCovered: boolean;
  /** null: entered by hand */
  isDirect: boolean | null;
  /** names of the groups that give it; their ids where a name is not known */
  groups: string[];
  state: AssignmentState | null;
  /** Microsoft's word, such as CountViolation */
  error: string | null;
  /** place in the order of priorities; null: served by the stated order */
  rank: number | null;
  /** the licence that it is bound to */
  licenceId: number | null;
  licenceName: string | null;
};

const isOf = (row: string) =>
  `${row}.product_id = c.product_id and (${row}.contact_id = c.contact_id or ${row}.consumer_id = c.consumer_id)`;

/** What a list shows of a consumer `c`. For the rows of a page alone: it looks things up for each of them. */
export const consumerColumns = `c.id, c.kind, c.name as "displayName", c.user_principal_name as "userPrincipalName", c.department,
  c.is_covered as "isCovered", c.is_direct as "isDirect", c.state, c.error,
  array(select coalesce(g.display_name, given.id::text) from unnest(c.group_ids) given(id)
    left join licensing_group g on g.portal_id = c.portal_id and g.group_id = given.id order by 1) as groups,
  (select r.rank from consumer_priority r where ${isOf("r")}) as rank,
  (select b.licence_id from consumer_assignment b where ${isOf("b")}) as "licenceId",
  (select l.name from consumer_assignment b join licence l on l.id = b.licence_id where ${isOf("b")}) as "licenceName"`;

/** The holder `a` of an imported product `$product`, who is the contact `o`, as a consumer. */
export const holderColumns = (
  product: string,
) => `${product} as product_id, o.id, o.id as contact_id, null::int as consumer_id,
  'person'::consumer_kind as kind, o.display_name as name, o.user_principal_name, o.mail, o.department, a.is_direct, a.state, a.error,
  a.group_ids, a.portal_id,
  not exists (select from uncovered_consumer u where u.product_id = ${product} and u.contact_id = o.id) as is_covered`;
