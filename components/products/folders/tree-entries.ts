import type { FolderNode } from "@/lib/products/tree";

export type EntryKey = number | "all";

/** "all" stands above the folders and is one of the tree's entries; dropped on it, a folder goes to the top. */
export type Entry = { key: EntryKey; level: number; node: FolderNode | null; parent: EntryKey | null };

/** What is visible, from top to bottom. */
export function flatten(nodes: readonly FolderNode[], open: ReadonlySet<number>): Entry[] {
  const entries: Entry[] = [{ key: "all", level: 1, node: null, parent: null }];
  const visit = (children: readonly FolderNode[], level: number, parent: EntryKey) => {
    for (const node of children) {
      entries.push({ key: node.id, level, node, parent });
      if (open.has(node.id)) visit(node.children, level + 1, node.id);
    }
  };
  visit(nodes, 1, "all");
  return entries;
}
