"use client";

import { MessageBar } from "@/components/ui/message-bar";
import type { StepChecks } from "../form/form-actions";
import { GeneralFields } from "../form/general-fields";
import { useStep } from "./use-step";
import { WizardFrame } from "./wizard-frame";
import { useWizard } from "./wizard-provider";

export function GeneralStep({ checkGeneralStep }: Pick<StepChecks, "checkGeneralStep">) {
  const { draft, change } = useWizard();
  const { name, description } = draft.values;
  const step = useStep<void>("general");
  return (
    <WizardFrame
      step="general"
      isPending={step.isPending}
      hasError={step.hasError}
      onNext={() => step.leave(() => checkGeneralStep({ name, description, portalId: null }))}
    >
      {step.error && <MessageBar tone="error">{step.error}</MessageBar>}
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
