"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { AccountRole } from "@/lib/db/generated/enums";

type Props = {
  defaultValue: AccountRole;
  error?: ReactNode;
  onChange?: (role: AccountRole) => void;
};

export function RoleSelect({ defaultValue, error, onChange }: Props) {
  const t = useTranslations("accounts");
  return (
    <Select
      name="role"
      label={t("fields.role")}
      help={t("fields.roleHelp")}
      error={error}
      defaultValue={defaultValue}
      onChange={(event) => onChange?.(event.currentTarget.value as AccountRole)}
      options={Object.values(AccountRole).map((role) => ({ value: role, label: t(`roles.${role}`) }))}
    />
  );
}
