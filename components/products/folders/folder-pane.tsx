"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ListState, listHref } from "@/lib/paging/list-state";
import { buildTree, pathOf } from "@/lib/products/tree";
import { useWorkspace } from "../workspace";
import { FolderDialogs, type FolderQuestion } from "./folder-dialogs";
import { FolderToolbar } from "./folder-toolbar";
import { FolderTree } from "./folder-tree";

type Props = { list: { path: string; state: ListState }; currentId: number | null };

/** The tree at the left of the list; under 768 px it folds away above it. */
export function FolderPane({ list: { path, state }, currentId }: Props) {
  const t = useTranslations("products.tree");
  const { actions, folders } = useWorkspace();
  const [isShown, setShown] = useState(false);
  const [question, setQuestion] = useState<FolderQuestion | null>(null);
  const nodes = buildTree(folders);
  const way = currentId === null ? [] : pathOf(folders, currentId);
  // A folder is another place: search and page end there, the order and the other filters stay.
  const hrefOf = (id: number | null) =>
    listHref(path, state, { q: "", filters: { folder: id === null ? [] : [`${id}`] } });
  const ask = (kind: "rename" | "delete") => (actions ? (id: number) => setQuestion({ kind, id }) : null);
  return (
    <div className="flex min-h-0 shrink-0 flex-col rounded border border-line bg-surface md:w-64">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
        className="flex h-10 items-center gap-2 px-3 text-start md:hidden"
      >
        <span className="min-w-0 flex-1 truncate">{t("show", { name: way.at(-1)?.name ?? t("all") })}</span>
        <ChevronDown aria-hidden className={clsx("size-4 text-muted", isShown && "rotate-180")} />
      </button>
      <div
        className={clsx(
          "flex min-h-0 flex-1 flex-col max-md:max-h-80 max-md:border-t max-md:border-line",
          !isShown && "max-md:hidden",
        )}
      >
        {actions && <FolderToolbar current={way.at(-1) ?? null} ask={setQuestion} />}
        <div className="min-h-0 flex-1 overflow-y-auto">
          <FolderTree
            nodes={nodes}
            currentId={currentId}
            openIds={way.length > 0 ? way.map(({ id }) => id) : nodes.map(({ id }) => id)}
            total={nodes.reduce((sum, { total }) => sum + total, 0)}
            hrefAll={hrefOf(null)}
            hrefs={Object.fromEntries(folders.map(({ id }) => [id, hrefOf(id)]))}
            onRename={ask("rename")}
            onDelete={ask("delete")}
          />
        </div>
      </div>
      {actions && (
        <FolderDialogs actions={actions} question={question} close={() => setQuestion(null)} hrefOf={hrefOf} />
      )}
    </div>
  );
}
