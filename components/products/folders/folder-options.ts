import { useMemo } from "react";
import type { Folder } from "@/lib/products/tree";
import { useWorkspace } from "../workspace";

/** All folders by their path, in the order of their paths. */
export function useFolderOptions(): { value: string; label: string }[] {
  const { folders } = useWorkspace();
  return useMemo(() => {
    const byId = new Map(folders.map((folder) => [folder.id, folder]));
    const known = new Map<number, string>();
    const labelOf = (folder: Folder): string => {
      const before = known.get(folder.id);
      if (before !== undefined) return before;
      // Also ends a cycle, which cannot be made.
      known.set(folder.id, folder.name);
      const parent = folder.parentId === null ? undefined : byId.get(folder.parentId);
      const label = parent ? `${labelOf(parent)} / ${folder.name}` : folder.name;
      known.set(folder.id, label);
      return label;
    };
    return folders
      .map((folder) => ({ value: `${folder.id}`, label: labelOf(folder) }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }, [folders]);
}
