"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Menu, MenuCheckbox } from "@/components/ui/menu";
import { NumberText } from "@/components/ui/number";
import { Spinner } from "@/components/ui/spinner";

export type FilterMenuItem = { value: string; label: string; count?: number; isActive: boolean; href: string };

/** The values of one filter; each goes to the URL with it switched over. */
export function FilterMenu({ label, items }: { label: string; items: readonly FilterMenuItem[] }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(items, (before, value: string) =>
    before.map((item) => (item.value === value ? { ...item, isActive: !item.isActive } : item)),
  );
  const go = (item: FilterMenuItem) =>
    startTransition(() => {
      setShown(item.value);
      router.replace(item.href, { scroll: false });
    });
  return (
    <Menu label={label} icon={isPending ? <Spinner /> : undefined} appearance="default">
      {shown.map((item) => (
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
