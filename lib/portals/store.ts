import type { ClientBase } from "pg";
import type { TenantGroup } from "@/lib/graph/tenant";

/** Takes the names of the tenant's licensing groups over; groups that are not listed any more keep their last name. */
export async function mergeGroups(client: ClientBase, portalId: string, groups: readonly TenantGroup[]): Promise<void> {
  await client.query(
    `insert into licensing_group (portal_id, group_id, display_name)
     select $1, g.group_id, g.display_name from jsonb_to_recordset($2::jsonb) as g(group_id uuid, display_name text)
     on conflict (portal_id, group_id) do update set display_name = excluded.display_name, gone_at = null
     where (licensing_group.display_name, licensing_group.gone_at) is distinct from (excluded.display_name, null)`,
    [portalId, JSON.stringify(groups.map((group) => ({ group_id: group.groupId, display_name: group.displayName })))],
  );
  await client.query(
    "update licensing_group set gone_at = now() where portal_id = $1 and gone_at is null and group_id <> all($2::uuid[])",
    [portalId, groups.map((group) => group.groupId)],
  );
}
