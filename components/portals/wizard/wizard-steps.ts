import { type PortalValues, stagedOfKind } from "../form/portal-values";

export const wizardPath = "/settings/microsoft-365/new";
export const wizardSteps = ["general", "connection", "exclusions", "done"] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const stepHref = (step: WizardStep) => `${wizardPath}/${step}`;

export const neighbourOf = (step: WizardStep, by: 1 | -1): WizardStep | null =>
  wizardSteps[wizardSteps.indexOf(step) + by] ?? null;

/** Whether what a step asks for is there; whether it is right is asked of the server when the step is left. */
export function isStepFilled(step: WizardStep, values: PortalValues): boolean {
  if (step === "general") return values.name.trim() !== "";
  if (step === "connection") return values.clientId !== "" && values.tenantId !== "" && stagedOfKind(values) !== null;
  return true;
}

/** The first step that has to be filled before this one can be shown; the step itself when there is none. */
export function reachableStep(wanted: WizardStep, values: PortalValues): WizardStep {
  const before = wizardSteps.slice(0, wizardSteps.indexOf(wanted));
  return before.find((step) => !isStepFilled(step, values)) ?? wanted;
}
