import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import { type ListState, listHref } from "@/lib/paging/list-state";
import { buildTree, type Folder, pathOf } from "@/lib/products/tree";
import { FolderTree } from "./folder-tree";

type Props = { list: { path: string; state: ListState }; folders: readonly Folder[]; currentId: number | null };

/** The tree at the left of the list; under 900 px it folds away above it. */
export function FolderPane({ list: { path, state }, folders, currentId }: Props) {
  const t = useTranslations("products.tree");
  const nodes = buildTree(folders);
  const way = currentId === null ? [] : pathOf(folders, currentId);
  // A folder is another place: search and page end there, the order and the other filters stay.
  const hrefOf = (id: number | null) =>
    listHref(path, state, { q: "", filters: { folder: id === null ? [] : [`${id}`] } });
  const tree = (
    <ClientMessages namespaces={["products"]}>
      <FolderTree
        // Another folder by link or by the back button opens the way down to it.
        key={currentId ?? "all"}
        nodes={nodes}
        currentId={currentId}
        openIds={way.length > 0 ? way.map(({ id }) => id) : nodes.map(({ id }) => id)}
        total={nodes.reduce((sum, { total }) => sum + total, 0)}
        hrefAll={hrefOf(null)}
        hrefs={Object.fromEntries(folders.map(({ id }) => [id, hrefOf(id)]))}
      />
    </ClientMessages>
  );
  return (
    <>
      <div className="min-h-0 w-64 shrink-0 overflow-y-auto rounded border border-line bg-surface max-md:hidden">
        {tree}
      </div>
      <details className="group rounded border border-line bg-surface md:hidden">
        <summary className="flex h-10 cursor-pointer list-none items-center gap-2 px-3">
          <span className="min-w-0 flex-1 truncate">{t("show", { name: way.at(-1)?.name ?? t("all") })}</span>
          <ChevronDown aria-hidden className="size-4 text-muted group-open:rotate-180" />
        </summary>
        <div className="max-h-80 overflow-y-auto border-t border-line">{tree}</div>
      </details>
    </>
  );
}
