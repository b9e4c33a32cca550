import type { ClientBase } from "pg";
import type { RunChangeKind } from "@/lib/db/generated/enums";
import type { TenantSku } from "@/lib/graph/tenant";
import { usableUnits } from "@/lib/portals/usable-units";

/** Of each kind so many are kept by name; counted are all. */
const DETAILS_MAX = 1_000;

/** What a merge changed in a portal, as it stands in `run_change_summary`. */
export type ChangeSummary = {
  /** There was nothing to compare with. */
  isFirst: boolean;
  counts: Partial<Record<RunChangeKind, number>>;
};

type Scope = { runId: number; portalId: string; isFirst: boolean; excludedSkuIds: readonly string[] };

const USER = "coalesce(nullif(s.display_name, ''), nullif(s.user_principal_name, ''), s.object_id::text)";
const CONTACT = USER.replaceAll("s.", "c.");
const profile = [
  ...[
    "mail",
    "is_enabled",
    "user_type",
    "usage_location",
    "department",
    "company_name",
    "city",
    "country",
    "job_title",
  ],
  ...["office_location", "employee_id", "account_created_at", "is_on_premises_synced"],
];
const profileOf = (table: string) => `(${profile.map((column) => `${table}.${column}`).join(", ")})`;
const namesOf = (table: string) => `(${table}.display_name, ${table}.user_principal_name)`;
const CHANGED_USERS = `from stage_user s join contact c on c.portal_id = $2 and c.object_id = s.object_id where s.is_changed`;
const NO_FIGURES = "null::int as before, null::int as after";
/** `p`: part numbers, for SKUs that no licence is named after yet */
const skuTitle = (
  sku: string,
) => `(select coalesce(k.own_title, k.title, i.title, nullif(p.part_number, ''), ${sku}::text)
  from (select 1) one left join catalogue_sku k on k.sku_id = ${sku} left join licence i on i.portal_id = $2 and i.sku_id = ${sku}
  left join jsonb_to_recordset($3::jsonb) as p(sku_id uuid, part_number text) on p.sku_id = ${sku})`;

/** Each selects name, detail, before, after; $2 is the portal. They compare what is staged with what is there before the merge. */
const people: [RunChangeKind, string][] = [
  [
    "user_added",
    `select ${USER} as name, s.user_principal_name as detail, ${NO_FIGURES} from stage_user s where s.is_changed
       and not exists (select from contact c where c.portal_id = $2 and c.object_id = s.object_id)`,
  ],
  [
    "user_returned",
    `select ${USER} as name, s.user_principal_name as detail, ${NO_FIGURES} ${CHANGED_USERS} and c.gone_at is not null`,
  ],
  [
    "user_renamed",
    `select case when s.display_name is distinct from c.display_name then ${USER} else s.user_principal_name end as name,
       case when s.display_name is distinct from c.display_name then ${CONTACT} else c.user_principal_name end as detail, ${NO_FIGURES}
     ${CHANGED_USERS} and c.gone_at is null and ${namesOf("s")} is distinct from ${namesOf("c")}`,
  ],
  [
    "user_changed",
    `select ${USER} as name, s.user_principal_name as detail, ${NO_FIGURES} ${CHANGED_USERS} and c.gone_at is null
       and ${namesOf("s")} is not distinct from ${namesOf("c")} and ${profileOf("s")} is distinct from ${profileOf("c")}`,
  ],
  [
    "user_gone",
    `select ${CONTACT} as name, c.user_principal_name as detail, ${NO_FIGURES} from contact c
     where c.portal_id = $2 and c.gone_at is null and not exists (select from stage_user s where s.object_id = c.object_id)`,
  ],
];

/** $3: the tenant's SKUs with their part numbers; $4: the excluded ones, of which nothing is known any more. */
const assignments: [RunChangeKind, string][] = [
  [
    "assignment_gained",
    `select ${USER} as name, ${skuTitle("n.sku_id")} as detail, ${NO_FIGURES}
     from stage_assignment n join stage_user s on s.object_id = n.object_id
     left join contact c on c.portal_id = $2 and c.object_id = n.object_id
     where n.is_held and n.sku_id <> all($4::uuid[])
       and not exists (select from assignment a where a.contact_id = c.id and a.sku_id = n.sku_id and a.is_held)`,
  ],
  [
    "assignment_lost",
    `select ${CONTACT} as name, ${skuTitle("a.sku_id")} as detail, ${NO_FIGURES}
     ${CHANGED_USERS.replace("where", "join assignment a on a.contact_id = c.id and a.is_held where")} and a.sku_id <> all($4::uuid[])
       and not exists (select from stage_assignment n where n.object_id = s.object_id and n.sku_id = a.sku_id and n.is_held)
     union all
     select ${CONTACT}, ${skuTitle("a.sku_id")}, ${NO_FIGURES} from contact c join assignment a on a.contact_id = c.id and a.is_held
     where c.portal_id = $2 and c.gone_at is null and not exists (select from stage_user s where s.object_id = c.object_id)`,
  ],
];

const BEFORE_AND_NOW = "from licence l left join licence_before b on b.id = l.id where l.portal_id = $2";
const UNITS = usableUnits("l");
const licences: [RunChangeKind, string][] = [
  [
    "units",
    `select l.title as name, null as detail, b.units as before, ${UNITS} as after ${BEFORE_AND_NOW}
       and l.unsync_reason is null and b.unsync_reason is null and b.units <> ${UNITS}`,
  ],
  [
    "sku_arrived",
    `select l.title as name, null as detail, null::int as before, ${UNITS} as after ${BEFORE_AND_NOW}
       and l.unsync_reason is null and (b.id is null or b.unsync_reason is not null)`,
  ],
  ...(["gone_from_portal", "excluded"] as const).map((reason): [RunChangeKind, string] => [
    reason === "excluded" ? "sku_excluded" : "sku_left",
    `select l.title as name, null as detail, b.units as before, null::int as after ${BEFORE_AND_NOW}
       and l.unsync_reason = '${reason}' and b.id is not null and b.unsync_reason is null`,
  ]),
];

/**
 * Before a merge writes anything: what it will change among people and what they hold, and how the licences stand. Part of the
 * merge's transaction; needs the temporary tables of the import on this connection.
 */
export async function collectChanges(
  client: ClientBase,
  scope: Scope,
  skus: readonly TenantSku[],
): Promise<ChangeSummary> {
  const summary: ChangeSummary = { isFirst: scope.isFirst, counts: {} };
  if (scope.isFirst) return summary;
  await client.query("drop table if exists licence_before");
  await client.query(
    `create temp table licence_before on commit drop as
     select id, ${UNITS} as units, unsync_reason from licence l where portal_id = '${scope.portalId}'`,
  );
  const partNumbers = JSON.stringify(skus.map(({ skuId, partNumber }) => ({ sku_id: skuId, part_number: partNumber })));
  for (const [kind, found] of people) await record(client, scope, summary, kind, found);
  for (const [kind, found] of assignments) {
    await record(client, scope, summary, kind, found, [partNumbers, scope.excludedSkuIds]);
  }
  return summary;
}

/** After the merge has written the licences: what became of them. Keeps the whole summary with the portal's part of the run. */
export async function writeChanges(client: ClientBase, scope: Scope, summary: ChangeSummary): Promise<void> {
  if (!scope.isFirst) for (const [kind, found] of licences) await record(client, scope, summary, kind, found);
  const part = [scope.runId, scope.portalId];
  const { rows } = await client.query<ChangeSummary>(
    `select is_first as "isFirst", counts from run_change_summary where run_id = $1 and portal_id = $2 for update`,
    part,
  );
  // A worker that died right after its merge left a summary: the one that took over changed what is missing there.
  const [before] = rows;
  for (const [kind, count] of Object.entries(before?.counts ?? {}) as [RunChangeKind, number][]) {
    summary.counts[kind] = (summary.counts[kind] ?? 0) + count;
  }
  await client.query(
    `insert into run_change_summary (run_id, portal_id, is_first, counts) values ($1, $2, $3, $4)
     on conflict (run_id, portal_id) do update set counts = excluded.counts`,
    [...part, before?.isFirst ?? summary.isFirst, JSON.stringify(summary.counts)],
  );
}

async function record(
  client: ClientBase,
  { runId, portalId }: Scope,
  summary: ChangeSummary,
  kind: RunChangeKind,
  found: string,
  values: unknown[] = [],
): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `with found as materialized (${found}), written as (
       insert into run_change (run_id, portal_id, kind, name, detail, before, after)
       select $1, $2, '${kind}', name, detail, before, after from found order by lower(name), detail limit ${DETAILS_MAX})
     select count(*)::int as count from found`,
    [runId, portalId, ...values],
  );
  const count = rows[0]?.count ?? 0;
  if (count > 0) summary.counts[kind] = count;
}
