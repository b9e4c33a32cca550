import "server-only";
import { db, violatedUniqueIndex } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type SaveViewInput, viewsMax } from "./saved-view";

export type SavedView = { id: number; list: string; name: string; query: string };
type Owner = { id: string };

const nameTaken = (cause?: unknown) => new AppError("view-name-taken", { fields: { name: "view-name-taken" }, cause });

/** The person's own, of all lists, in the order of their names. */
export async function listSavedViews(owner: Owner): Promise<SavedView[]> {
  const views = await db().savedView.findMany({
    where: { accountId: owner.id },
    select: { id: true, list: true, name: true, query: true },
  });
  return views.sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id);
}

/** @throws AppError view-name-taken, views-too-many */
export async function saveView(owner: Owner, { list, name, query }: SaveViewInput): Promise<{ id: number }> {
  return db().$transaction(async (tx) => {
    // One at a time for each account: else two at once would both see the last free place.
    await tx.$queryRaw`select id from account where id = ${owner.id}::uuid for update`;
    if ((await tx.savedView.count({ where: { accountId: owner.id, list } })) >= viewsMax) {
      throw new AppError("views-too-many", { params: { maximum: viewsMax } });
    }
    const isTaken = { accountId: owner.id, list, name: { equals: name, mode: "insensitive" } } as const;
    if (await tx.savedView.findFirst({ where: isTaken, select: { id: true } })) throw nameTaken();
    return tx.savedView.create({ data: { accountId: owner.id, list, name, query }, select: { id: true } });
  });
}

/** @throws AppError view-not-found, view-name-taken */
export async function renameView(owner: Owner, { id, name }: { id: number; name: string }): Promise<void> {
  try {
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`select id from account where id = ${owner.id}::uuid for update`;
      const view = await tx.savedView.findFirst({ where: { id, accountId: owner.id }, select: { list: true } });
      if (!view) throw new AppError("view-not-found");
      const others = { accountId: owner.id, list: view.list, id: { not: id } };
      const isTaken = { ...others, name: { equals: name, mode: "insensitive" } } as const;
      if (await tx.savedView.findFirst({ where: isTaken, select: { id: true } })) throw nameTaken();
      await tx.savedView.update({ where: { id }, data: { name } });
    });
  } catch (error) {
    if (violatedUniqueIndex(error) !== null) throw nameTaken(error);
    throw error;
  }
}

/** One that is gone already is no failure. */
export async function deleteView(owner: Owner, { id }: { id: number }): Promise<void> {
  await db().savedView.deleteMany({ where: { id, accountId: owner.id } });
}
