"use client";

import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import type { LicenceChoices } from "@/lib/licences/queries-form";
import { TypeFields } from "../form/type-fields";
import type { CheckStep } from "./check-step";
import { useLicenceDraft } from "./licence-wizard";

type Props = Pick<LicenceChoices, "bases" | "products"> & { checkStep: CheckStep };

export function TypeStep({ checkStep, bases, products }: Props) {
  const { draft, change } = useLicenceDraft();
  const { metric, kind, baseLicenceId } = draft.values;
  const step = useStep("type");
  const check = () => checkStep({ step: "type", metric, kind, baseLicenceId });
  return (
    <WizardFrame step="type" isPending={step.isPending} error={step.error} onNext={() => step.leave(check)}>
      <TypeFields
        values={draft.values}
        onChange={change}
        fieldError={step.fieldError}
        bases={bases}
        products={products}
      />
    </WizardFrame>
  );
}
