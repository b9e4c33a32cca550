"use client";

import { FolderInput, FolderPlus, MoreHorizontal, PenLine, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Folder } from "@/lib/products/tree";
import type { FolderQuestion } from "./folder-dialogs";

type Props = {
  /** the folder shown; null: all products */
  current: Folder | null;
  ask: (question: FolderQuestion) => void;
};

/** What can be done with the folder that is shown. */
export function FolderToolbar({ current, ask }: Props) {
  const t = useTranslations("products.tree");
  return (
    <div className="flex items-center gap-1 border-b border-line p-1">
      <Button
        appearance="subtle"
        icon={<FolderPlus aria-hidden />}
        onClick={() => ask({ kind: "add", parentId: current?.id ?? null })}
      >
        {t("add")}
      </Button>
      <span className="flex-1" />
      {current && (
        <Menu label={t("actions", { name: current.name })} icon={<MoreHorizontal aria-hidden />} isIconOnly align="end">
          <MenuItem icon={<PenLine aria-hidden />} onClick={() => ask({ kind: "rename", id: current.id })}>
            {t("rename")}
          </MenuItem>
          <MenuItem icon={<FolderInput aria-hidden />} onClick={() => ask({ kind: "move", id: current.id })}>
            {t("move")}
          </MenuItem>
          <MenuItem isDanger icon={<Trash2 aria-hidden />} onClick={() => ask({ kind: "delete", id: current.id })}>
            {t("delete")}
          </MenuItem>
        </Menu>
      )}
    </div>
  );
}
