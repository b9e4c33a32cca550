import { type PortalValues, stagedOfKind } from "../form/portal-values";

export const wizardPath = "/settings/microsoft-365/new";
export const wizardSteps = ["general", "connection", "exclusions", "done"] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const stepHref = (step: WizardStep) => `${wizardPath}/${step}`;

/** Where each field is entered. */
export const fieldsOfStep: Record<WizardStep, readonly string[]> = {
  general: ["name", "description"],
  connection: ["cloud", "clientId", "tenantId", "credential", "credentialId"],
  exclusions: ["exclusions"],
  done: [],
};

/** Whether what a step asks for is there; whether it is right is asked of the server when the step is left. */
export function isStepFilled(step: WizardStep, values: PortalValues): boolean {
  if (step === "general") return values.name.trim() !== "";
  if (step === "connection") return values.clientId !== "" && values.tenantId !== "" && stagedOfKind(values) !== null;
  return true;
}
