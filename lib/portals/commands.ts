import type { ClientBase } from "pg";
import type { z } from "zod";
import { type Actor, recordAudit, writeAuditLine } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { queue } from "@/lib/jobs/producer";
import { startRun } from "@/lib/jobs/runs";
import { fromCloudName } from "./cloud";
import { adoptStaged, buildCredentialRow, insertCredential } from "./credentials";
import type { ExclusionValue } from "./exclusions";
import { lockTakenUp, reconnectPortal, renamePortal, type TakenUp } from "./reconnect";
import { type EditPortal, type PortalInput, portalInputSchema } from "./schema";

const nameTaken = () => new AppError("portal-name-taken", { fields: { name: "portal-name-taken" } });
const isNameTaken = (error: unknown) => (error as { constraint?: string }).constraint === "portal_name_key";

/** Two that save the same name at once: the index decides. */
async function claimingName<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isNameTaken(error) ? nameTaken() : error;
  }
}

/** Whether another portal bears the name, regardless of case. @param exceptId the portal that is being edited */
export async function isPortalNameTaken(name: string, exceptId: string | null): Promise<boolean> {
  const found = await db().portal.findFirst({
    where: {
      name: { equals: name.trim(), mode: "insensitive" },
      deletedAt: null,
      ...(exceptId ? { id: { not: exceptId } } : {}),
    },
    select: { id: true },
  });
  return found !== null;
}

async function replaceExclusions(client: ClientBase, actor: Actor, portalId: string, value: ExclusionValue) {
  const rows = JSON.stringify(value.exclusions.map((one) => ({ ...one, sku_id: one.skuId, ends_on: one.endsOn })));
  await client.query(
    `delete from portal_exclusion e where portal_id = $1
       and not exists (select from jsonb_to_recordset($2::jsonb) as x(sku_id uuid) where x.sku_id = e.sku_id)`,
    [portalId, rows],
  );
  await client.query(
    `insert into portal_exclusion (portal_id, sku_id, reason, ends_on, created_by)
     select $1, x.sku_id, x.reason, x.ends_on, $3 from jsonb_to_recordset($2::jsonb) as x(sku_id uuid, reason text, ends_on date)
     on conflict (portal_id, sku_id) do update set reason = excluded.reason, ends_on = excluded.ends_on`,
    [portalId, rows, actor.username],
  );
}

async function insertPortal(client: ClientBase, actor: Actor, portal: Entered): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into portal (name, description, cloud, tenant_id, client_id, exclude_free, created_by, updated_by, updated_at)
     values ($1, $2, $3::cloud, $4, $5, $6, $7, $7, now()) returning id`,
    [
      ...[portal.name, portal.description, fromCloudName(portal.cloud), portal.tenantId, portal.clientId],
      ...[portal.exclusions.excludeFree, actor.username],
    ],
  );
  return rows[0]?.id ?? "";
}

type Entered = z.output<typeof portalInputSchema>;
/** `takenUp`: what a deleted portal of the tenant had left behind, and goes on now. */
export type CreatedPortal = { id: string; takenUp: TakenUp | null };

/**
 * Adds a portal. A deleted one of the same tenant that left data behind is not doubled: its row comes back to life, with the
 * new entries.
 * @throws AppError portal-name-taken, credential-not-found, and of certificateErrorCodes
 */
export async function createPortal(actor: Actor, input: PortalInput): Promise<CreatedPortal> {
  const portal = portalInputSchema.parse(input);
  const { credential, exclusions } = portal;
  const row = credential.kind === "staged" ? null : await buildCredentialRow(credential, new Date());
  return claimingName(() =>
    withTransaction(async (client) => {
      const takenUp = await lockTakenUp(client, portal.tenantId);
      if (takenUp) await reconnectPortal(client, actor, takenUp, { ...portal, excludeFree: exclusions.excludeFree });
      const id = takenUp?.portalId ?? (await insertPortal(client, actor, portal));
      if (row) await insertCredential(client, id, row);
      else if (credential.kind === "staged") {
        await adoptStaged(client, actor, { credentialId: credential.id, portalId: id, status: "active" });
      }
      await replaceExclusions(client, actor, id, exclusions);
      const { portalId: _, name: before, ...counts } = takenUp ?? { portalId: id, name: portal.name };
      await writeAuditLine(client, actor, {
        action: takenUp ? "portal.reconnected" : "portal.created",
        targetType: "portal",
        targetId: id,
        targetName: portal.name,
        details: {
          ...{ credential: credential.kind, exclusions: exclusions.exclusions.length },
          ...(takenUp ? { before, ...counts } : {}),
        },
      });
      return { id, takenUp };
    }),
  );
}

type StoredPortal = {
  name: string;
  description: string;
  cloud: string;
  tenantId: string;
  clientId: string;
  excludeFree: boolean;
  version: number;
  updatedBy: string | null;
};

/** @throws AppError portal-not-found; portal-changed, when the row is not the one that the person saw */
async function lockPortal(client: ClientBase, portalId: string, version: number): Promise<StoredPortal> {
  const { rows } = await client.query<StoredPortal>(
    `select name, description, cloud, tenant_id as "tenantId", client_id as "clientId", exclude_free as "excludeFree",
            version, updated_by as "updatedBy"
     from portal where id = $1 and deleted_at is null for no key update`,
    [portalId],
  );
  const [portal] = rows;
  if (!portal) throw new AppError("portal-not-found");
  if (portal.version !== version) throw new AppError("portal-changed", { params: { name: portal.updatedBy ?? "?" } });
  return portal;
}

/**
 * Saves an edit. A new name goes into the names of everything that was imported and of the portal's own folder.
 * @throws AppError portal-not-found, portal-changed, portal-name-taken, credential-not-found
 */
export async function updatePortal(actor: Actor, edit: EditPortal): Promise<void> {
  const { portalId, version, credential, exclusions } = edit;
  await claimingName(() =>
    withTransaction(async (client) => {
      const before = await lockPortal(client, portalId, version);
      const after = {
        ...{ name: edit.name, description: edit.description, cloud: fromCloudName(edit.cloud) },
        ...{ tenantId: edit.tenantId, clientId: edit.clientId, excludeFree: exclusions.excludeFree },
      };
      const changed = Object.entries(after).flatMap(([key, value]) =>
        before[key as keyof StoredPortal] === value ? [] : [key],
      );
      await client.query(
        `update portal set name = $2, description = $3, cloud = $4::cloud, tenant_id = $5, client_id = $6, exclude_free = $7,
           version = version + 1, updated_by = $8, updated_at = now()
         where id = $1`,
        [portalId, ...Object.values(after), actor.username],
      );
      await changeCredential(client, actor, portalId, credential);
      await replaceExclusions(client, actor, portalId, exclusions);
      const renamed = changed.includes("name") ? await renamePortal(client, portalId, before.name, after.name) : {};
      await writeAuditLine(client, actor, {
        action: "portal.updated",
        targetType: "portal",
        targetId: portalId,
        targetName: after.name,
        details: { changed, credential: credential.kind, exclusions: exclusions.exclusions.length, ...renamed },
      });
    }),
  );
}

async function changeCredential(client: ClientBase, actor: Actor, portalId: string, change: EditPortal["credential"]) {
  if (change.kind === "replace") {
    await adoptStaged(client, actor, { credentialId: change.credentialId, portalId, status: "active" });
  } else if (change.kind === "remove") {
    await client.query("delete from portal_credential where portal_id = $1 and status = 'active'", [portalId]);
  }
}

/** Paused portals keep their data and are left out by imports. @throws AppError portal-not-found */
export async function setPortalEnabled(
  actor: Actor,
  { portalId, isEnabled }: { portalId: string; isEnabled: boolean },
): Promise<void> {
  await db().$transaction(async (tx) => {
    const [portal] = await tx.portal.updateManyAndReturn({
      where: { id: portalId, deletedAt: null },
      data: { isEnabled, version: { increment: 1 }, updatedBy: actor.username },
      select: { name: true },
    });
    if (!portal) throw new AppError("portal-not-found");
    await recordAudit(tx, actor, {
      action: isEnabled ? "portal.resumed" : "portal.paused",
      targetType: "portal",
      targetId: portalId,
      targetName: portal.name,
    });
  });
}

/**
 * Starts an import of one portal, or finds the one that is open. @throws AppError portal-not-found, portal-disabled
 */
export async function startPortalImport(actor: Actor, portalId: string): Promise<{ runId: number; isNew: boolean }> {
  const portal = await db().portal.findFirst({
    where: { id: portalId, deletedAt: null },
    select: { name: true, isEnabled: true },
  });
  if (!portal) throw new AppError("portal-not-found");
  if (!portal.isEnabled) throw new AppError("portal-disabled");
  const run = await startRun(queue(), { kind: "import", trigger: "manual", scope: portalId, requestedBy: actor });
  if (run.isNew) {
    await recordAudit(db(), actor, {
      action: "portal.import-started",
      targetType: "portal",
      targetId: portalId,
      targetName: portal.name,
      details: { runId: run.runId },
    });
  }
  return run;
}
