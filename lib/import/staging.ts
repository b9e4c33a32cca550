import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { TenantUser } from "@/lib/graph/tenant";
import { renderCopyRow } from "./copy-format";
import { hashUser } from "./row-hash";

/**
 * Where users lie until all of them have arrived. Temporary tables: they belong to the connection, so an import that is
 * killed leaves nothing behind and two imports never see each other's rows.
 *
 * A user whose hash equals that of its contact is staged as an id only: it was seen, and nothing of it has to be written.
 */
export type Staging = {
  add(users: readonly TenantUser[]): Promise<void>;
  /** Forgets everything, for reading anew. */
  clear(): Promise<void>;
  /** Drops repeated users, the last one wins. @returns how many were dropped */
  dropDuplicates(): Promise<number>;
  countUsers(): Promise<number>;
};

const USER_COLUMNS = `object_id, seq, is_changed, row_hash, display_name, user_principal_name, mail, is_enabled, user_type, usage_location,
  department, company_name, city, country, job_title, office_location, employee_id, account_created_at, is_on_premises_synced, licence_count`;
const ASSIGNMENT_COLUMNS =
  "object_id, seq, sku_id, is_held, is_direct, group_ids, state, error, disabled_plans, state_changed_at";

const CREATE = `
  create temp table stage_user (
    object_id uuid not null, seq int not null, is_changed boolean not null, row_hash bigint not null,
    display_name text, user_principal_name text, mail text, is_enabled boolean, user_type text, usage_location text,
    department text, company_name text, city text, country text, job_title text, office_location text, employee_id text,
    account_created_at timestamptz, is_on_premises_synced boolean, licence_count int);
  create temp table stage_assignment (
    object_id uuid not null, seq int not null, sku_id uuid not null, is_held boolean not null, is_direct boolean not null,
    group_ids uuid[] not null, state assignment_state, error text, disabled_plans uuid[] not null, state_changed_at timestamptz);`;

/**
 * SKUs that this import brings and the last one did not. What is stored of their holders is of an earlier time, and no hash tells
 * who has lost them since.
 */
async function findReturningSkus(client: ClientBase, portalId: string, skuIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ skuId: string }>(
    `select s.id as "skuId" from unnest($2::uuid[]) as s(id)
     where not exists (select from licence l where l.portal_id = $1 and l.sku_id = s.id and l.unsync_reason is null)`,
    [portalId, skuIds],
  );
  return rows.map(({ skuId }) => skuId);
}

export async function openStaging(
  client: ClientBase,
  options: { portalId: string; skuIds: readonly string[]; excludedSkuIds: ReadonlySet<string> },
): Promise<Staging> {
  await client.query("drop table if exists stage_user, stage_assignment");
  await client.query(CREATE);
  const { portalId, excludedSkuIds } = options;
  const returning = await findReturningSkus(
    client,
    portalId,
    options.skuIds.filter((skuId) => !excludedSkuIds.has(skuId)),
  );
  let seq = 0;

  const knownHashes = async (users: readonly TenantUser[]) => {
    const { rows } = await client.query<{ id: string; hash: string }>(
      `select object_id as id, row_hash as hash from contact
       where portal_id = $1 and object_id = any($2::uuid[]) and gone_at is null and row_hash is not null
         and not exists (select from assignment a where a.contact_id = contact.id and a.sku_id = any($3::uuid[]))`,
      [portalId, users.map((user) => user.objectId), returning],
    );
    return new Map(rows.map((row) => [row.id, row.hash]));
  };

  const copy = async (statement: string, lines: readonly string[]) => {
    if (lines.length > 0) await pipeline(Readable.from(lines.join("")), client.query(copyFrom(statement)));
  };

  return {
    async add(users) {
      const known = await knownHashes(users);
      const userLines: string[] = [];
      const assignmentLines: string[] = [];
      for (const user of users) {
        seq += 1;
        const imported = user.assignments.filter((assignment) => !excludedSkuIds.has(assignment.skuId));
        const hash = hashUser({ ...user, assignments: imported });
        if (known.get(user.objectId) === hash) {
          userLines.push(renderCopyRow([user.objectId, seq, false, hash, ...Array<null>(16).fill(null)]));
          continue;
        }
        userLines.push(
          renderCopyRow([
            ...[
              user.objectId,
              seq,
              true,
              hash,
              user.displayName,
              user.userPrincipalName ?? "",
              user.mail ?? "",
              user.isEnabled,
            ],
            ...[
              user.userType,
              user.usageLocation,
              user.department ?? "",
              user.companyName,
              user.city,
              user.country,
              user.jobTitle,
            ],
            ...[user.officeLocation, user.employeeId, user.accountCreatedAt, user.isOnPremisesSynced],
            imported.filter((assignment) => assignment.isHeld).length,
          ]),
        );
        for (const row of imported) {
          assignmentLines.push(
            renderCopyRow([
              ...[
                user.objectId,
                seq,
                row.skuId,
                row.isHeld,
                row.isDirect,
                row.groupIds,
                row.state?.replaceAll("-", "_") ?? null,
              ],
              ...[row.error, row.disabledPlans, row.stateChangedAt],
            ]),
          );
        }
      }
      await copy(`copy stage_user (${USER_COLUMNS}) from stdin`, userLines);
      await copy(`copy stage_assignment (${ASSIGNMENT_COLUMNS}) from stdin`, assignmentLines);
    },
    async clear() {
      await client.query("truncate stage_user, stage_assignment");
    },
    async dropDuplicates() {
      const dropped = await client.query(
        `delete from stage_user s using (select object_id, max(seq) as kept from stage_user group by object_id having count(*) > 1) twice
         where s.object_id = twice.object_id and s.seq < twice.kept`,
      );
      if (dropped.rowCount) {
        await client.query(
          `delete from stage_assignment a where not exists
             (select from stage_user s where s.object_id = a.object_id and s.seq = a.seq)`,
        );
      }
      await client.query("analyze stage_user, stage_assignment");
      return dropped.rowCount ?? 0;
    },
    async countUsers() {
      const { rows } = await client.query<{ n: number }>("select count(*)::int as n from stage_user");
      return rows[0]?.n ?? 0;
    },
  };
}
