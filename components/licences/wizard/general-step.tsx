"use client";

import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import { GeneralFields } from "../form/general-fields";
import type { CheckStep } from "./check-step";
import { useLicenceDraft } from "./licence-wizard";

export function GeneralStep({ checkStep }: { checkStep: CheckStep }) {
  const { draft, change } = useLicenceDraft();
  const { name, licenceNumber, quantity, expiresOn, notes } = draft.values;
  const step = useStep("general");
  const check = () => checkStep({ step: "general", name, licenceNumber, quantity, expiresOn, notes });
  return (
    <WizardFrame step="general" isPending={step.isPending} error={step.error} onNext={() => step.leave(check)}>
      <GeneralFields values={draft.values} onChange={change} fieldError={step.fieldError} />
    </WizardFrame>
  );
}
