"use client";

import { Columns3, RotateCcw } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Menu, MenuCheckbox, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { type ColumnChoice, columnsParameter, toggleColumn } from "@/lib/paging/columns";

/** Which columns a list shows; in the URL, so that a link and a saved view show the same. */
export function ColumnMenu({ choices }: { choices: readonly ColumnChoice[] }) {
  const t = useTranslations("views.columns");
  const router = useRouter();
  const pathname = usePathname();
  const [isPending, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(choices, (before, key: string | null) =>
    before.map((choice) =>
      key === null
        ? { ...choice, isShown: choice.isDefault }
        : choice.key === key
          ? { ...choice, isShown: !choice.isShown }
          : choice,
    ),
  );
  const go = (key: string | null) =>
    startTransition(() => {
      setShown(key);
      // Place in the list and open entry stay: only what is shown of a row changes.
      const params = new URLSearchParams(window.location.search);
      const columns = key === null ? null : toggleColumn(shown, key);
      if (columns === null) params.delete(columnsParameter);
      else params.set(columnsParameter, columns);
      const query = params.toString();
      router.replace(query ? `${pathname}?${query}` : pathname, { scroll: false });
    });
  return (
    <Menu label={t("menu")} icon={isPending ? <Spinner /> : <Columns3 aria-hidden />} isIconOnly align="end">
      {shown.map(({ key, label, isShown, isLocked }) => (
        <MenuCheckbox key={key} isChecked={isShown} isDisabled={isLocked} onCheckedChange={() => go(key)}>
          {label}
        </MenuCheckbox>
      ))}
      <MenuSeparator />
      <MenuItem
        icon={<RotateCcw aria-hidden />}
        isDisabled={shown.every(({ isShown, isDefault }) => isShown === isDefault)}
        onClick={() => go(null)}
      >
        {t("reset")}
      </MenuItem>
    </Menu>
  );
}
