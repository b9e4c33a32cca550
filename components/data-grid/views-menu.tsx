"use client";

import { Bookmark, BookmarkPlus, Check, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { ManageViews } from "./manage-views";
import { SaveView } from "./save-view";
import { useViews } from "./views-provider";

/** @param query the list as it is now, without the place in it */
export function ViewsMenu({ path, query }: { path: string; query: string }) {
  const t = useTranslations("views");
  const { views, actions } = useViews();
  const [open, setOpen] = useState<"save" | "manage" | null>(null);
  const close = () => setOpen(null);
  const own = views.filter(({ list }) => list === path);
  return (
    <>
      <Menu label={t("menu")} icon={<Bookmark aria-hidden />} appearance="default" align="end">
        {own.map((view) => (
          <MenuLink
            key={view.id}
            href={view.query ? `${path}?${view.query}` : path}
            isCurrent={view.query === query}
            icon={<span className="size-4">{view.query === query && <Check aria-hidden />}</span>}
          >
            <span className="min-w-0 flex-1 truncate">{view.name}</span>
          </MenuLink>
        ))}
        {own.length === 0 && <MenuItem isDisabled>{t("none")}</MenuItem>}
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus aria-hidden />} onClick={() => setOpen("save")}>
          {t("save")}
        </MenuItem>
        <MenuItem icon={<Pencil aria-hidden />} isDisabled={own.length === 0} onClick={() => setOpen("manage")}>
          {t("manage")}
        </MenuItem>
      </Menu>
      {open === "save" && <SaveView path={path} query={query} saveView={actions.saveView} onClose={close} />}
      {open === "manage" && <ManageViews views={own} actions={actions} onClose={close} />}
    </>
  );
}
