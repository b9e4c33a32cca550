"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useState } from "react";
import type { Matching } from "@/components/data-grid/selection-provider";
import { type PaneSelection, useSelection } from "@/components/portals/exclusions/use-selection";
import { canDrop, type Folder } from "@/lib/products/tree";
import type { ProductActions } from "./actions";
import { DragArea } from "./drag/drag-area";
import { type DragData, type Moved, productsWith } from "./drag/dragged";
import { type Notice, useMoves } from "./use-moves";

/** A row of the page that is shown; only these can be selected and dragged. */
export type WorkspaceRow = {
  id: number;
  name: string;
  folderId: number;
};

type Workspace = {
  /** null: may only look */
  actions: ProductActions | null;
  folders: readonly Folder[];
  rows: readonly WorkspaceRow[];
  selection: PaneSelection;
  selectedRows: readonly WorkspaceRow[];
  matching: Matching;
  /** all that match are selected, beyond this page */
  isMatching: boolean;
  selectMatching: () => void;
  /** what is being dragged */
  moved: Moved | null;
  canDropMoved: (to: number | null) => boolean;
  move: (what: Moved, to: number | null) => Promise<string | null>;
  notice: Notice | null;
  setNotice: (notice: Notice | null) => void;
  isMoving: boolean;
  folderName: (id: number | null) => string;
};

const Context = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(Context);
  if (!workspace) throw new Error("outside of the workspace of products");
  return workspace;
}

type Props = {
  actions: ProductActions | null;
  folders: readonly Folder[];
  rows: readonly WorkspaceRow[];
  matching: Matching;
  children: ReactNode;
};

/** What tree, list and command bar share: selection, what is being dragged, what has just been moved. */
export function ProductWorkspace({ actions, folders, rows, matching, children }: Props) {
  const t = useTranslations("products.folder");
  const [moved, setMoved] = useState<Moved | null>(null);
  const ids = rows.map(({ id }) => `${id}`);
  const ticked = useSelection(ids, ids);
  const [wanted, setWanted] = useState<string | null>(null);
  const isMatching = wanted === matching.search && ticked.selectedIds.length === ids.length;
  const selection: PaneSelection = {
    ...ticked,
    onTick: (...tick) => {
      setWanted(null);
      ticked.onTick(...tick);
    },
    tickAll: (isOn) => {
      setWanted(null);
      ticked.tickAll(isOn);
    },
  };
  const selectedRows = rows.filter(({ id }) => selection.isSelected(`${id}`));
  const folderName = (id: number | null) =>
    id === null ? t("top") : (folders.find((folder) => folder.id === id)?.name ?? "");
  const moves = useMoves(actions, folderName);
  const canDropOn = (what: Moved, to: number | null) => canDrop(folders, what, to);
  const movedWith = ({ kind, id, name }: DragData): Moved | null =>
    kind === "folder"
      ? { kind, id, title: name }
      : productsWith(
          id,
          rows,
          selectedRows.map((row) => row.id),
        );
  const workspace: Workspace = {
    ...{ actions, folders, rows, selection, selectedRows, moved, folderName },
    ...{ matching, isMatching, selectMatching: () => setWanted(matching.search) },
    canDropMoved: (to) => moved !== null && canDropOn(moved, to),
    move: moves.move,
    notice: moves.notice,
    setNotice: moves.setNotice,
    isMoving: moves.isPending,
  };
  return (
    <Context value={workspace}>
      <DragArea
        movedWith={movedWith}
        moved={moved}
        onMovedChange={setMoved}
        canDrop={canDropOn}
        onDrop={moves.moveInBackground}
        folderName={folderName}
      >
        {children}
      </DragArea>
    </Context>
  );
}
