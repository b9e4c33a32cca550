"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { CloudName } from "@/lib/graph/clouds";
import { stripPasted } from "@/lib/portals/pasted";
import type { PortalValues } from "./portal-values";

const clouds: readonly CloudName[] = ["global", "us-gov-l4", "us-gov-l5", "china"];

type Props = {
  values: Pick<PortalValues, "cloud" | "clientId" | "tenantId">;
  onChange: (change: Partial<PortalValues>) => void;
  fieldError: (name: string) => ReactNode;
};

/** Cloud, application and directory. What was pasted along with an ID goes when the field is left. */
export function ConnectionFields({ values, onChange, fieldError }: Props) {
  const t = useTranslations("portals");
  const idField = (name: "clientId" | "tenantId") => ({
    name,
    label: t(`identity.${name}`),
    help: t(`new.${name}Help`),
    error: fieldError(name),
    value: values[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    onBlur: () => onChange({ [name]: stripPasted(values[name]) }),
    maxLength: 300,
    autoComplete: "off",
    spellCheck: false,
    required: true,
    className: "font-mono text-sm",
  });
  return (
    <>
      <Select
        name="cloud"
        label={t("identity.cloud")}
        help={t("new.cloudHelp")}
        error={fieldError("cloud")}
        value={values.cloud}
        onChange={(event) => onChange({ cloud: event.target.value as CloudName })}
        options={clouds.map((cloud) => ({ value: cloud, label: t(`cloud.${cloud}`) }))}
      />
      <TextField {...idField("clientId")} placeholder="00000000-0000-0000-0000-000000000000" />
      <TextField {...idField("tenantId")} placeholder="00000000-0000-0000-0000-000000000000" />
    </>
  );
}
