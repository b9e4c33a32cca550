"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";

type Props = { fieldError: (name: string) => ReactNode };

export function GeneralFields({ fieldError }: Props) {
  const common = useTranslations("common");
  const t = useTranslations("portals.new");
  return (
    <>
      <TextField
        name="name"
        label={common("name")}
        help={t("nameHelp")}
        error={fieldError("name")}
        maxLength={100}
        autoComplete="off"
      />
      <TextArea
        name="description"
        label={common("description")}
        error={fieldError("description")}
        isOptional
        maxLength={1000}
      />
    </>
  );
}

export function ConnectionFields({ fieldError }: Props) {
  const t = useTranslations("portals");
  const idInput = { autoComplete: "off", spellCheck: false, placeholder: "00000000-0000-0000-0000-000000000000" };
  return (
    <>
      <Select
        name="cloud"
        label={t("identity.cloud")}
        help={t("new.cloudHelp")}
        error={fieldError("cloud")}
        options={[
          { value: "global", label: t("cloud.global") },
          { value: "us-gov-l4", label: t("cloud.us_gov_l4") },
          { value: "us-gov-l5", label: t("cloud.us_gov_l5") },
          { value: "china", label: t("cloud.china") },
        ]}
      />
      <TextField
        name="clientId"
        label={t("identity.clientId")}
        help={t("new.clientIdHelp")}
        error={fieldError("clientId")}
        {...idInput}
      />
      <TextField
        name="tenantId"
        label={t("identity.tenantId")}
        help={t("new.tenantIdHelp")}
        error={fieldError("tenantId")}
        {...idInput}
      />
    </>
  );
}
