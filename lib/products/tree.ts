import type { ListState } from "@/lib/paging/list-state";

export type Folder = {
  id: number;
  parentId: number | null;
  name: string;
  productCount: number;
  /** imports create products in it */
  isSystem: boolean;
};

/** A folder with what lies in it. `total`: products in it and in all folders below. */
export type FolderNode = { id: number; name: string; total: number; children: FolderNode[] };

/** The tree out of its folders, in the order given. Folders whose parent is missing stand at the top, never nowhere. */
export function buildTree(folders: readonly Folder[]): FolderNode[] {
  const nodes = new Map(
    folders.map(({ id, name, productCount }) => [id, { id, name, total: productCount, children: [] }]),
  );
  const roots: FolderNode[] = [];
  for (const folder of folders) {
    const node = nodes.get(folder.id) as FolderNode;
    const parent = folder.parentId === null ? undefined : (nodes.get(folder.parentId) as FolderNode | undefined);
    (parent?.children ?? roots).push(node);
  }
  for (const root of roots) sumUp(root);
  return roots;
}

function sumUp(node: FolderNode): number {
  for (const child of node.children) node.total += sumUp(child);
  return node.total;
}

/** From the top down to the folder itself; empty for a folder that is not there. */
export function pathOf(folders: readonly Folder[], id: number): Folder[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const path: Folder[] = [];
  // A cycle cannot be made; one in the data must not hang the page.
  for (let folder = byId.get(id); folder && !path.includes(folder); folder = byId.get(folder.parentId ?? -1)) {
    path.unshift(folder);
  }
  return path;
}

/** Where in the tree a list stands. A search goes over all folders, and a folder that is not there is no place. */
export function placeOf(state: ListState, folders: readonly Folder[]): { state: ListState; folderId: number | null } {
  const { folder, ...filters } = state.filters;
  const folderId = folders.find(({ id }) => String(id) === folder?.[0])?.id ?? null;
  if (folderId === null || state.q !== "") return { state: { ...state, filters }, folderId: null };
  return { state: { ...state, filters: { ...filters, folder: [String(folderId)] } }, folderId };
}

/** The folder and all below it: where it cannot be moved to. */
export function idsBelow(folders: readonly Folder[], id: number): Set<number> {
  const below = new Set([id]);
  const children = new Map<number, number[]>();
  for (const folder of folders) {
    if (folder.parentId !== null) children.set(folder.parentId, [...(children.get(folder.parentId) ?? []), folder.id]);
  }
  // A set is walked through together with what is added on the way.
  for (const each of below) for (const child of children.get(each) ?? []) below.add(child);
  return below;
}

/** Whether the drop would change anything and can be done. @param to null: the top of the tree, for folders only */
export function canDrop(
  folders: readonly Folder[],
  what: { kind: "folder"; id: number } | { kind: "products"; folderIds: readonly number[] },
  to: number | null,
): boolean {
  if (what.kind === "products") return to !== null && what.folderIds.some((id) => id !== to);
  const folder = folders.find(({ id }) => id === what.id);
  return folder !== undefined && folder.parentId !== to && (to === null || !idsBelow(folders, what.id).has(to));
}
