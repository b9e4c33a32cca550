"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useOptimistic, useState, useTransition } from "react";
import { Menu, MenuCheckbox } from "@/components/ui/menu";
import { NumberText } from "@/components/ui/number";
import { Spinner } from "@/components/ui/spinner";
import { narrowItems } from "./narrow-items";

export type FilterMenuItem = { value: string; label: string; count?: number; isActive: boolean; href: string };

/** From so many values on nobody finds one by looking. */
const searchedFrom = 10;

/** The values of one filter; each goes to the URL with it switched over. */
export function FilterMenu({ label, items }: { label: string; items: readonly FilterMenuItem[] }) {
  const t = useTranslations("ui.filter");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [search, setSearch] = useState("");
  const [shown, setShown] = useOptimistic(items, (before, value: string) =>
    before.map((item) => (item.value === value ? { ...item, isActive: !item.isActive } : item)),
  );
  const go = (item: FilterMenuItem) =>
    startTransition(() => {
      setShown(item.value);
      router.replace(item.href, { scroll: false });
    });
  const found = narrowItems(shown, search);
  const isSearched = items.length >= searchedFrom;
  const field = { label: t("search", { name: label }), text: search, setText: setSearch, count: found.length };
  return (
    <Menu
      label={label}
      icon={isPending ? <Spinner /> : undefined}
      appearance="default"
      search={isSearched && <ItemSearch {...field} />}
    >
      {found.map((item) => (
        <MenuCheckbox key={item.value} isChecked={item.isActive} onCheckedChange={() => go(item)}>
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.count !== undefined && (
            <span className="text-xs text-muted">
              <NumberText value={item.count} />
            </span>
          )}
        </MenuCheckbox>
      ))}
    </Menu>
  );
}

type SearchProps = { label: string; text: string; setText: (text: string) => void; count: number };

/** Narrows the values of the menu in which it stands; opened again, the menu shows them all. */
function ItemSearch({ label, text, setText, count }: SearchProps) {
  const t = useTranslations("ui");
  const reset = useEffectEvent(() => setText(""));
  useEffect(() => () => reset(), []);
  return (
    <div className="sticky -top-1 z-1 w-72 max-w-full bg-surface px-2 pt-1 pb-2">
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute start-2 top-2 size-4 text-muted" />
        <input
          type="search"
          value={text}
          maxLength={100}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          className="control ps-8 [&::-webkit-search-cancel-button]:hidden"
        />
      </div>
      <p role="status" className={count === 0 ? "px-1 pt-2 text-muted" : "sr-only"}>
        {text !== "" && (count === 0 ? t("noResult.title") : t("count", { count }))}
      </p>
    </div>
  );
}
