import type { ClientBase } from "pg";

/** The figures whose changes are kept, by the name under which they are kept. */
const FIGURES = `jsonb_build_object('title', title, 'capabilityStatus', capability_status, 'unsyncReason', unsync_reason,
  'unitsEnabled', units_enabled, 'unitsWarning', units_warning, 'unitsSuspended', units_suspended,
  'unitsLockedOut', units_locked_out, 'consumedUnits', consumed_units)`;

/** A portal's licences as they are before a merge, for `recordLicenceChanges`. */
export type LicenceFigures = { id: number; figures: Record<string, string | number | null> }[];

export async function readLicenceFigures(client: ClientBase, portalId: string): Promise<LicenceFigures> {
  const { rows } = await client.query<LicenceFigures[number]>(
    `select id, ${FIGURES} as figures from licence where portal_id = $1`,
    [portalId],
  );
  return rows;
}

/** Writes one row for each figure that a merge has changed, and one for each licence that it has made. */
export async function recordLicenceChanges(
  client: ClientBase,
  portalId: string,
  before: LicenceFigures,
  runId: number,
): Promise<void> {
  await client.query(
    `insert into licence_change (licence_id, run_id, field, before, after)
     select l.id, $3, coalesce(f.key, 'arrived'), b.figures ->> f.key, case when b.id is null then l.title else f.value end
     from (select id, title, ${FIGURES} as figures from licence where portal_id = $1) l
     left join jsonb_to_recordset($2::jsonb) as b(id int, figures jsonb) on b.id = l.id
     left join lateral jsonb_each_text(l.figures) f on b.id is not null
     where b.id is null or f.value is distinct from (b.figures ->> f.key)
     order by l.id, f.key`,
    [portalId, JSON.stringify(before), runId],
  );
}
