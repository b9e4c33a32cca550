"use client";

import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import type { StepChecks } from "../form/form-actions";
import { GeneralFields } from "../form/general-fields";
import { usePortalDraft } from "./wizard-provider";

export function GeneralStep({ checkGeneralStep }: Pick<StepChecks, "checkGeneralStep">) {
  const { draft, change } = usePortalDraft();
  const { name, description } = draft.values;
  const step = useStep("general");
  return (
    <WizardFrame
      step="general"
      isPending={step.isPending}
      error={step.error}
      onNext={() => step.leave(() => checkGeneralStep({ name, description, portalId: null }))}
    >
      <GeneralFields
        values={draft.values}
        onChange={change}
        fieldError={step.fieldError}
        portalId={null}
        checkGeneralStep={checkGeneralStep}
      />
    </WizardFrame>
  );
}
