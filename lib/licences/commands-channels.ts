import { type Actor, recordAudit } from "@/lib/audit/record";
import { db, type Transaction, violatedUniqueIndex } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { builtInChannelOf } from "./channels";

const nameTaken = (cause?: unknown) =>
  new AppError("channel-name-taken", { fields: { name: "channel-name-taken" }, cause });

/** Two that save the same name at once: the index decides. */
async function claimingName<Result>(name: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  if (builtInChannelOf(name) !== null) throw nameTaken();
  try {
    return await db().$transaction(work);
  } catch (error) {
    throw violatedUniqueIndex(error) === null ? error : nameTaken(error);
  }
}

/** @throws AppError channel-name-taken */
export async function addChannel(actor: Actor, { name }: { name: string }): Promise<{ id: number; name: string }> {
  return claimingName(name, async (tx) => {
    const channel = await tx.acquisitionChannel.create({ data: { name }, select: { id: true, name: true } });
    await recordAudit(tx, actor, { action: "channel.added", ...target(channel.id, name) });
    return channel;
  });
}

/** @throws AppError channel-not-found, channel-built-in, channel-name-taken */
export async function renameChannel(
  actor: Actor,
  { channelId, name }: { channelId: number; name: string },
): Promise<void> {
  await claimingName(name, async (tx) => {
    const before = await readOwn(tx, channelId);
    await tx.acquisitionChannel.update({ where: { id: channelId }, data: { name } });
    await recordAudit(tx, actor, {
      ...{ action: "channel.renamed", ...target(channelId, name) },
      details: { before: before.name },
    });
  });
}

/** @throws AppError channel-not-found, channel-built-in, channel-in-use */
export async function deleteChannel(actor: Actor, { channelId }: { channelId: number }): Promise<void> {
  await db().$transaction(async (tx) => {
    const { name } = await readOwn(tx, channelId);
    const count = await tx.licence.count({ where: { channelId } });
    if (count > 0) throw new AppError("channel-in-use", { params: { count } });
    await tx.acquisitionChannel.delete({ where: { id: channelId } });
    await recordAudit(tx, actor, { action: "channel.deleted", ...target(channelId, name) });
  });
}

/** Held until the end of the transaction, so that no licence takes it up meanwhile. */
async function readOwn(tx: Transaction, channelId: number): Promise<{ name: string }> {
  await tx.$queryRaw`select id from acquisition_channel where id = ${channelId} for update`;
  const channel = await tx.acquisitionChannel.findUnique({ where: { id: channelId } });
  if (!channel) throw new AppError("channel-not-found");
  if (channel.isBuiltIn) throw new AppError("channel-built-in");
  return channel;
}

const target = (id: number, name: string) => ({ targetType: "channel", targetId: id, targetName: name });
