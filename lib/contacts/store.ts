import type { ClientBase } from "pg";
import type { MergeCounts } from "@/lib/portals/merge";

/** Unchanged rows are not known here: they were never staged. */
export type WrittenCounts = Omit<MergeCounts, "unchanged">;

const STAGED = [
  ...["display_name", "user_principal_name", "mail", "is_enabled", "user_type", "usage_location", "department"],
  ...["company_name", "city", "country", "job_title", "office_location", "employee_id", "account_created_at"],
  ...["is_on_premises_synced", "licence_count"],
];
const rowOf = (table: string) => `(${[...STAGED, "gone_at"].map((column) => `${table}.${column}`).join(", ")})`;

/**
 * Takes staged users into the contacts of a portal. Contacts that no staged user names are marked as gone, never deleted.
 * Rows staged as unchanged are not touched, and of the others only those are counted that hold something else than before. Needs the temporary tables of the import on this connection.
 */
export async function mergeStagedContacts(client: ClientBase, portalId: string): Promise<WrittenCounts> {
  const updated = await client.query<{ count: number }>(
    `with written as (
       update contact c set ${STAGED.map((column) => `${column} = s.${column}`).join(", ")}, row_hash = s.row_hash,
         gone_at = null, updated_at = now()
       from stage_user s join contact o on o.portal_id = $1 and o.object_id = s.object_id
       where c.id = o.id and s.is_changed
       returning ${rowOf("c")} is distinct from ${rowOf("o")} as is_other)
     select count(*)::int as count from written where is_other`,
    [portalId],
  );
  const created = await client.query(
    `insert into contact (origin, portal_id, object_id, ${STAGED.join(", ")}, row_hash, updated_at)
     select 'portal', $1, s.object_id, ${STAGED.map((column) => `s.${column}`).join(", ")}, s.row_hash, now()
     from stage_user s
     where s.is_changed and not exists (select from contact c where c.portal_id = $1 and c.object_id = s.object_id)`,
    [portalId],
  );
  const vanished = await client.query(
    `update contact c set gone_at = now(), licence_count = 0, row_hash = null, updated_at = now()
     where c.portal_id = $1 and c.gone_at is null and not exists (select from stage_user s where s.object_id = c.object_id)`,
    [portalId],
  );
  return { created: created.rowCount ?? 0, updated: updated.rows[0]?.count ?? 0, vanished: vanished.rowCount ?? 0 };
}

/**
 * Takes staged assignments over for the users that changed. Assignments of excluded SKUs stay as they were: nothing is
 * known about them any more. Those of contacts that are gone end.
 */
export async function mergeStagedAssignments(
  client: ClientBase,
  portalId: string,
  excludedSkuIds: readonly string[],
): Promise<WrittenCounts> {
  const vanished = await client.query(
    `delete from assignment a using contact c
     where a.contact_id = c.id and c.portal_id = $1
       and (c.gone_at is not null
         or (a.sku_id <> all($2::uuid[])
             and exists (select from stage_user s where s.object_id = c.object_id and s.is_changed)
             and not exists (select from stage_assignment n where n.object_id = c.object_id and n.sku_id = a.sku_id)))`,
    [portalId, excludedSkuIds],
  );
  const merged = await client.query<{ created: number; updated: number }>(
    `with written as (
       insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, state, error, disabled_plans, state_changed_at,
         holder_name, holder_class)
       select c.id, n.sku_id, $1, n.is_held, n.is_direct, n.group_ids, n.state, n.error, n.disabled_plans, n.state_changed_at,
         c.sort_name, c.sort_class
       from stage_assignment n join contact c on c.portal_id = $1 and c.object_id = n.object_id
       order by c.id, n.sku_id
       on conflict (contact_id, sku_id) do update set is_held = excluded.is_held, is_direct = excluded.is_direct,
         group_ids = excluded.group_ids, state = excluded.state, error = excluded.error,
         disabled_plans = excluded.disabled_plans, state_changed_at = excluded.state_changed_at
       where (assignment.is_held, assignment.is_direct, assignment.group_ids, assignment.state, assignment.error,
              assignment.disabled_plans, assignment.state_changed_at)
         is distinct from (excluded.is_held, excluded.is_direct, excluded.group_ids, excluded.state, excluded.error,
              excluded.disabled_plans, excluded.state_changed_at)
       returning (xmax = 0) as is_new)
     select count(*) filter (where is_new)::int as created, count(*) filter (where not is_new)::int as updated from written`,
    [portalId],
  );
  const { created = 0, updated = 0 } = merged.rows[0] ?? {};
  return { created, updated, vanished: vanished.rowCount ?? 0 };
}

/**
 * Takes over to assignments what they are listed by, where an import changed it of people who were known: names, enabled or not, guest or
 * not. Those of excluded SKUs too. Belongs after the merge of both; assignments that are new have it from the beginning.
 */
export async function followHolders(client: ClientBase, portalId: string): Promise<void> {
  await client.query(
    `update assignment a set holder_name = c.sort_name, holder_class = c.sort_class
     from stage_user s join contact c on c.portal_id = $1 and c.object_id = s.object_id
     where s.is_changed and a.contact_id = c.id
       and (a.holder_name, a.holder_class) is distinct from (c.sort_name, c.sort_class)`,
    [portalId],
  );
}
