import type { ClientBase } from "pg";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/**
 * Who did it. `id` is null for what no account did, such as the setup; `token` is what a program of the person, or of nobody,
 * signed in to the API with.
 */
export type Actor = { id: string | null; username: string; token?: ActingToken };

export type ActingToken = { id: string; name: string };

export type AuditEntry = {
  /** feature and verb: "portal.created" */
  action: string;
  targetType: string;
  targetId?: string | number | null;
  /** as people know it; copied, since the target may go */
  targetName?: string | null;
  /** never a secret, never a password */
  details?: Prisma.InputJsonObject;
};

/** Writes one line. Inside the transaction of what it tells of: neither is there without the other. */
export async function recordAudit(
  database: Pick<Transaction, "auditLine">,
  actor: Actor,
  { action, targetType, targetId, targetName, details }: AuditEntry,
): Promise<void> {
  await database.auditLine.create({
    data: {
      actorId: actor.id,
      actorName: actor.username,
      tokenId: actor.token?.id ?? null,
      tokenName: actor.token?.name ?? null,
      action,
      targetType,
      targetId: targetId == null ? null : String(targetId),
      targetName: targetName ?? null,
      details: details ?? {},
    },
  });
}

/** The same for work in a transaction of plain SQL. */
export async function writeAuditLine(client: ClientBase, actor: Actor, entry: AuditEntry): Promise<void> {
  const { action, targetType, targetId, targetName, details } = entry;
  await client.query(
    `insert into audit_line (actor_id, actor_name, token_id, token_name, action, target_type, target_id, target_name, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[actor.id, actor.username, actor.token?.id ?? null, actor.token?.name ?? null, action, targetType],
      ...[targetId == null ? null : String(targetId), targetName ?? null, JSON.stringify(details ?? {})],
    ],
  );
}

/** Several lines at once. */
export async function writeAuditLines(client: ClientBase, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map(({ targetId, targetName, details, ...entry }) => ({
    ...{ ...entry, targetId: targetId == null ? null : String(targetId), targetName: targetName ?? null },
    details: details ?? {},
  }));
  await client.query(
    `insert into audit_line (actor_id, actor_name, token_id, token_name, action, target_type, target_id, target_name, details)
     select $1::uuid, $2, $3::uuid, $4, x.action, x."targetType", x."targetId", x."targetName", x.details
     from jsonb_to_recordset($5::jsonb) as x(action text, "targetType" text, "targetId" text, "targetName" text, details jsonb)`,
    [actor.id, actor.username, actor.token?.id ?? null, actor.token?.name ?? null, JSON.stringify(rows)],
  );
}
