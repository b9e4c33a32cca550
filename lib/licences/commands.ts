import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { checkBase, checkChannel, checkUpgrades, linkProduct, lockLicences, lockManualLicence } from "./commands-rules";
import type { EditLicence, LicenceInput, LicenceStepInput } from "./schema";

/**
 * @throws AppError channel-not-found, base-licence-not-found, base-metric-differs, product-not-found, metric-differs
 */
export async function createLicence(actor: Actor, input: LicenceInput): Promise<{ id: number }> {
  return withTransaction(async (client) => {
    await lockLicences(client);
    await checkChannel(client, input.channelId);
    const { metric, baseLicenceId } = input;
    if (baseLicenceId !== null) await checkBase(client, { licenceId: null, metric, baseLicenceId });
    const { rows } = await client.query<{ id: number }>(
      `insert into licence (origin, title, name, licence_number, quantity, channel_id, metric, kind, base_licence_id, expires_on,
         serial_number, notes, licence_key, created_by, updated_by, updated_at)
       values ('manual', $1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, now()) returning id`,
      [...valuesOf(input), input.licenceKey, actor.username],
    );
    const id = rows[0]?.id ?? 0;
    const product = await linkProduct(client, { id, name: input.name, metric }, input.productId);
    await writeAuditLine(client, actor, {
      ...{ action: "licence.created", ...target(id, input.name) },
      details: { metric, quantity: input.quantity, product },
    });
    return { id };
  });
}

/**
 * What `createLicence` would say of one step's fields. Nothing is written.
 * @throws AppError channel-not-found, base-licence-not-found, base-metric-differs
 */
export async function checkStep(input: LicenceStepInput): Promise<void> {
  await withTransaction(async (client) => {
    if (input.step === "acquisition") await checkChannel(client, input.channelId);
    if (input.step === "type" && input.baseLicenceId !== null) {
      await checkBase(client, { licenceId: null, metric: input.metric, baseLicenceId: input.baseLicenceId });
    }
  });
}

/**
 * @throws AppError licence-not-found, imported-read-only; licence-changed, when the row is not the one that the person saw;
 *   and as `createLicence`, upgrade-cycle, upgrades-metric-differ
 */
export async function updateLicence(actor: Actor, edit: EditLicence): Promise<void> {
  const { licenceId, metric, baseLicenceId } = edit;
  await withTransaction(async (client) => {
    await lockLicences(client);
    const before = await lockManualLicence(client, licenceId);
    if (before.version !== edit.version) {
      throw new AppError("licence-changed", { params: { name: before.updatedBy ?? "?" } });
    }
    await checkChannel(client, edit.channelId);
    if (baseLicenceId !== null) await checkBase(client, { licenceId, metric, baseLicenceId });
    await checkUpgrades(client, licenceId, metric);
    await client.query(
      `update licence set title = $1, name = $1, licence_number = $2, quantity = $3, channel_id = $4, metric = $5, kind = $6,
         base_licence_id = $7, expires_on = $8, serial_number = $9, notes = $10,
         licence_key = case when $12 then licence_key else $11 end,
         version = version + 1, updated_by = $13, updated_at = now()
       where id = $14`,
      [...valuesOf(edit), edit.licenceKey, edit.isKeyKept !== undefined, actor.username, licenceId],
    );
    const product = await linkProduct(client, { id: licenceId, name: edit.name, metric }, edit.productId);
    await writeAuditLine(client, actor, {
      ...{ action: "licence.updated", ...target(licenceId, edit.name) },
      details: { before: before.name, metric, quantity: edit.quantity, product },
    });
  });
}

/**
 * Links a licence to one product, in place of the one before, or to none.
 * @throws AppError licence-not-found, imported-read-only, product-not-found, metric-differs
 */
export async function setProduct(
  actor: Actor,
  { licenceId, productId }: { licenceId: number; productId: number | null },
): Promise<void> {
  await withTransaction(async (client) => {
    await lockLicences(client);
    const { name, metric } = await lockManualLicence(client, licenceId);
    const product = await linkProduct(client, { id: licenceId, name, metric }, productId);
    await client.query("update licence set version = version + 1, updated_by = $2, updated_at = now() where id = $1", [
      licenceId,
      actor.username,
    ]);
    await writeAuditLine(client, actor, {
      ...{ action: product === null ? "licence.unlinked" : "licence.linked", ...target(licenceId, name) },
      details: { product },
    });
  });
}

/**
 * The key of a licence, for a person who asks to see it: that leaves a line in the audit.
 * @throws AppError licence-not-found
 */
export async function showLicenceKey(actor: Actor, licenceId: number): Promise<{ licenceKey: string }> {
  return withTransaction(async (client) => {
    const { rows } = await client.query<{ name: string; licenceKey: string }>(
      `select name, licence_key as "licenceKey" from licence where id = $1 and licence_key is not null`,
      [licenceId],
    );
    const [licence] = rows;
    if (!licence) throw new AppError("licence-not-found");
    await writeAuditLine(client, actor, { action: "licence.key-shown", ...target(licenceId, licence.name) });
    return { licenceKey: licence.licenceKey };
  });
}

/** Somebody takes the keys of licences along in a file. Says nothing where no licence has one. */
export async function recordKeyExport(actor: Actor): Promise<void> {
  await withTransaction(async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from licence where licence_key is not null",
    );
    const keys = rows[0]?.count ?? 0;
    if (keys === 0) return;
    await writeAuditLine(client, actor, { action: "licence.keys-exported", targetType: "licence", details: { keys } });
  });
}

type Values = Omit<LicenceInput, "licenceKey" | "productId">;
const valuesOf = (input: Values) => [
  ...[input.name, input.licenceNumber, input.quantity, input.channelId, input.metric, input.kind],
  ...[input.baseLicenceId, input.expiresOn, input.serialNumber, input.notes],
];

const target = (id: number, name: string) => ({ targetType: "licence", targetId: id, targetName: name });
