"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { StepChecks } from "./form-actions";
import type { PortalValues } from "./portal-values";

const CHECK_DELAY_MS = 400;

type Props = {
  values: Pick<PortalValues, "name" | "description">;
  onChange: (change: Partial<PortalValues>) => void;
  fieldError: (name: string) => ReactNode;
  /** the portal that is edited: its own name is not taken */
  portalId: string | null;
  checkGeneralStep: StepChecks["checkGeneralStep"];
};

/** Name and description. Whether a name is free is said while it is typed. */
export function GeneralFields({ values, onChange, fieldError, portalId, checkGeneralStep }: Props) {
  const t = useTranslations();
  const taken = useNameCheck(values.name, portalId, checkGeneralStep);
  return (
    <>
      <TextField
        name="name"
        label={t("common.name")}
        help={t("portals.new.nameHelp")}
        error={taken ?? fieldError("name")}
        value={values.name}
        onChange={(event) => onChange({ name: event.target.value })}
        autoComplete="off"
        required
      />
      <TextArea
        name="description"
        label={t("common.description")}
        error={fieldError("description")}
        value={values.description}
        onChange={(event) => onChange({ description: event.target.value })}
        isOptional
      />
    </>
  );
}

function useNameCheck(name: string, portalId: string | null, check: StepChecks["checkGeneralStep"]) {
  const [answer, setAnswer] = useState<{ name: string; result: ActionResult<void> | null } | null>(null);
  const { field } = useErrorText();
  useEffect(() => {
    if (name.trim() === "") return;
    let isOutdated = false;
    const timer = setTimeout(async () => {
      // A server that does not answer is told of when the step is left.
      const result = await check({ name, description: "", portalId }).catch(() => null);
      if (!isOutdated) setAnswer({ name, result });
    }, CHECK_DELAY_MS);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [name, portalId, check]);
  return answer?.name === name ? field(answer.result, "name") : undefined;
}
