import type { UniqueIdentifier } from "@dnd-kit/core";

/** What moves: products, or one folder with all that is in it. */
export type Moved =
  | { kind: "products"; ids: readonly number[] /** where they lie */; folderIds: readonly number[]; title: string }
  | { kind: "folder"; id: number; title: string };

/** What each thing that can be dragged says of itself to dnd-kit. */
export type DragData = { kind: "product" | "folder"; id: number; name: string };

export type MovableProduct = { id: number; name: string; folderId: number };

/** What moves when one row is dragged: all that are selected if it is one of them, else it alone. */
export function productsWith(id: number, rows: readonly MovableProduct[], selected: readonly number[]): Moved | null {
  const taken = selected.includes(id) ? selected : [id];
  const moving = rows.filter((row) => taken.includes(row.id));
  const [first] = moving.filter((row) => row.id === id);
  if (!first) return null;
  return {
    kind: "products",
    ids: moving.map((row) => row.id),
    folderIds: moving.map(({ folderId }) => folderId),
    title: first.name,
  };
}

export const countOf = (moved: Moved) => (moved.kind === "products" ? moved.ids.length : 1);

/** The id of a place to drop on. @param folderId null: the top of the tree */
export const dropIdOf = (folderId: number | null) => (folderId === null ? "to-top" : `to-${folderId}`);

export function folderOfDrop(id: UniqueIdentifier): number | null {
  const text = String(id).slice("to-".length);
  return text === "top" ? null : Number(text);
}
