"use client";

import { ArrowDown, ArrowDownUp, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuLink } from "@/components/ui/menu";

type Item = { key: string; label: string; direction: "asc" | "desc" | null; href: string };

/** Sorts a list by one of its columns; chosen again, the other way round. */
export function SortMenu({ label, items }: { label: string; items: readonly Item[] }) {
  const t = useTranslations("ui.grid");
  const current = items.find(({ direction }) => direction !== null);
  const arrowOf = ({ direction }: Item) => {
    if (direction === null) return <span className="size-4" />;
    return direction === "asc" ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />;
  };
  return (
    <Menu
      label={current ? t("sortedBy", { column: current.label }) : label}
      icon={current ? arrowOf(current) : <ArrowDownUp aria-hidden />}
      align="end"
    >
      {items.map((item) => (
        <MenuLink key={item.key} href={item.href} icon={arrowOf(item)} isCurrent={item === current}>
          <span aria-hidden>{item.label}</span>
          <span className="sr-only">
            {t(item.direction === "asc" ? "sortDescending" : "sortAscending", { column: item.label })}
          </span>
        </MenuLink>
      ))}
    </Menu>
  );
}
