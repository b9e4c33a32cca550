import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { FOLDER_LOCK } from "./store";

type StoredFolder = { id: number; parentId: number | null; name: string; isSystem: boolean };

/** Two moves at once could make a cycle that neither of them sees: changes of the tree go one after the other. */
async function changeTree<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result> {
  try {
    return await withTransaction(async (client) => {
      await client.query("select pg_advisory_xact_lock($1)", [FOLDER_LOCK]);
      return work(client);
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== "folder_name_key") throw error;
    throw new AppError("folder-name-taken", { fields: { name: "folder-name-taken" }, cause: error });
  }
}

/** @throws AppError folder-not-found */
async function findFolder(client: ClientBase, folderId: number): Promise<StoredFolder> {
  const { rows } = await client.query<StoredFolder>(
    `select id, parent_id as "parentId", name, (system_key is not null or portal_id is not null) as "isSystem"
     from folder where id = $1 for update`,
    [folderId],
  );
  const [folder] = rows;
  if (!folder) throw new AppError("folder-not-found");
  return folder;
}

const writeFolderLine = (
  client: ClientBase,
  actor: Actor,
  action: string,
  folder: { id: number; name: string },
  details: Record<string, string | number | boolean | null>,
) =>
  writeAuditLine(client, actor, {
    action,
    targetType: "folder",
    targetId: folder.id,
    targetName: folder.name,
    details,
  });

/** @throws AppError folder-not-found, of the parent; folder-name-taken */
export async function addFolder(
  actor: Actor,
  { parentId, name }: { parentId: number | null; name: string },
): Promise<{ id: number }> {
  return changeTree(async (client) => {
    if (parentId !== null) await findFolder(client, parentId);
    const { rows } = await client.query<{ id: number }>(
      "insert into folder (parent_id, name) values ($1, $2) returning id",
      [parentId, name],
    );
    const id = rows[0]?.id ?? 0;
    await writeFolderLine(client, actor, "folder.created", { id, name }, { parentId });
    return { id };
  });
}

/** Imports know their folders by key, so theirs may be renamed too. @throws AppError folder-not-found, folder-name-taken */
export async function renameFolder(
  actor: Actor,
  { folderId, name }: { folderId: number; name: string },
): Promise<void> {
  await changeTree(async (client) => {
    const before = await findFolder(client, folderId);
    await client.query("update folder set name = $2 where id = $1", [folderId, name]);
    await writeFolderLine(client, actor, "folder.renamed", { id: folderId, name }, { before: before.name });
  });
}

/**
 * @param parentId null: to the top
 * @returns where it was
 * @throws AppError folder-not-found, folder-into-itself, folder-name-taken
 */
export async function moveFolder(
  actor: Actor,
  { folderId, parentId }: { folderId: number; parentId: number | null },
): Promise<{ before: number | null }> {
  return changeTree(async (client) => {
    const folder = await findFolder(client, folderId);
    if (folder.parentId === parentId) return { before: parentId };
    if (parentId !== null) {
      await findFolder(client, parentId);
      const { rowCount } = await client.query(
        `with recursive above(id, parent_id) as (
           select id, parent_id from folder where id = $1
           union select f.id, f.parent_id from folder f join above on f.id = above.parent_id)
         select from above where id = $2`,
        [parentId, folderId],
      );
      if (rowCount) throw new AppError("folder-into-itself");
    }
    await client.query("update folder set parent_id = $2 where id = $1", [folderId, parentId]);
    await writeFolderLine(client, actor, "folder.moved", folder, { from: folder.parentId, to: parentId });
    return { before: folder.parentId };
  });
}

/**
 * Deletes a folder that is empty, or whose content goes to its parent. Folders that imports create products in go only when
 * they are empty.
 * @throws AppError folder-not-found, folder-not-empty; folder-at-top, when products would lie in no folder;
 *   folder-content-name-taken, when the parent has a folder of the same name as one in it
 */
export async function deleteFolder(
  actor: Actor,
  { folderId, movesContentUp }: { folderId: number; movesContentUp: boolean },
): Promise<{ products: number; folders: number }> {
  return changeTree(async (client) => {
    const folder = await findFolder(client, folderId);
    const content = await countContent(client, folderId);
    if (content.products + content.folders > 0) {
      if (!movesContentUp || folder.isSystem) throw new AppError("folder-not-empty", { params: content });
      await moveContentUp(client, folder, content.products);
    }
    await client.query("delete from folder where id = $1", [folderId]);
    await writeFolderLine(client, actor, "folder.deleted", folder, { parentId: folder.parentId, ...content });
    return content;
  });
}

async function countContent(client: ClientBase, folderId: number): Promise<{ products: number; folders: number }> {
  const { rows } = await client.query<{ products: number; folders: number }>(
    `select (select count(*)::int from product where folder_id = $1) as products,
            (select count(*)::int from folder where parent_id = $1) as folders`,
    [folderId],
  );
  return rows[0] ?? { products: 0, folders: 0 };
}

async function moveContentUp(client: ClientBase, folder: StoredFolder, products: number): Promise<void> {
  if (products > 0 && folder.parentId === null) throw new AppError("folder-at-top");
  const { rows } = await client.query<{ name: string }>(
    `select child.name from folder child join folder other on coalesce(other.parent_id, 0) = coalesce($2::int, 0)
       and lower(other.name) = lower(child.name) and other.id <> $1
     where child.parent_id = $1 limit 1`,
    [folder.id, folder.parentId],
  );
  if (rows[0]) throw new AppError("folder-content-name-taken", { params: { name: rows[0].name } });
  await client.query("update product set folder_id = $2, updated_at = now() where folder_id = $1", [
    folder.id,
    folder.parentId,
  ]);
  // A child may bear the name of the folder that goes: it makes room first.
  await client.query("update folder set name = name || ' ' || gen_random_uuid() where id = $1", [folder.id]);
  await client.query("update folder set parent_id = $2 where parent_id = $1", [folder.id, folder.parentId]);
}
