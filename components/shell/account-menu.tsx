"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MenuRoot } from "@/components/ui/menu-root";

export type Account = { name: string /** in the person's language */; role: string };
export type SignOut = () => Promise<unknown>;

const initialsOf = (name: string) => {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase();
};

export function AccountMenu({ account, version, signOut }: { account: Account; version: string; signOut: SignOut }) {
  const t = useTranslations("shell");
  const [isPending, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      await signOut();
    });
  return (
    <MenuRoot
      align="end"
      trigger={(props) => (
        <button
          type="button"
          aria-label={t("account.label", { name: account.name })}
          aria-busy={isPending}
          className="flex size-8 shrink-0 items-center justify-center rounded-full bg-blue-soft text-xs font-semibold text-blue hover:bg-selected"
          {...props}
        >
          {initialsOf(account.name)}
        </button>
      )}
    >
      <div className="px-3 py-2">
        <div className="truncate font-semibold">{account.name}</div>
        <div className="text-xs text-muted">{t("account.signedInAs", { role: account.role })}</div>
      </div>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onClick={leave}>
        {t("account.signOut")}
      </MenuItem>
      <MenuSeparator />
      <div className="px-3 py-1 text-xs text-muted">{t("version", { version })}</div>
    </MenuRoot>
  );
}
