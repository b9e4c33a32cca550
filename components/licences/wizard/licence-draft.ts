import type { Draft, DraftMemory } from "@/components/ui/wizard/use-draft";
import type { LicenceStep } from "@/lib/licences/steps";
import { emptyLicence, type LicenceValues } from "../form/licence-values";

export const wizardPath = "/licence-management/licences/new";

export const stepHref = (step: LicenceStep) => `${wizardPath}/${step}`;

export type LicenceDraft = Draft<LicenceValues> & {
  /** a key was typed and the page loaded anew since: it has to be typed again */
  isKeyLost: boolean;
};

export const emptyDraft: LicenceDraft = { values: emptyLicence, done: [], isKeyLost: false };

/** The key lives as long as the page: what a tab stores can be read by whoever sits down at it. */
export const licenceMemory: DraftMemory<LicenceDraft> = {
  key: "seatwise.add-licence",
  empty: emptyDraft,
  revive: (stored) => ({ ...emptyDraft, ...stored, values: { ...emptyLicence, ...stored.values } }),
  toStored: ({ values, isKeyLost, ...draft }) => ({
    ...draft,
    values: { ...values, licenceKey: "" },
    isKeyLost: isKeyLost || Boolean(values.licenceKey),
  }),
};

/** A key that is typed again is not missed any more. */
export function withValues(before: LicenceDraft, change: Partial<LicenceValues>): LicenceDraft {
  return {
    ...before,
    values: { ...before.values, ...change },
    isKeyLost: before.isKeyLost && !change.licenceKey,
  };
}

/** Whether what a step asks for is there; whether it is right is asked of the server when the step is left. */
export function isStepFilled(step: LicenceStep, { name, quantity, kind, baseLicenceId }: LicenceValues): boolean {
  if (step === "general") return name.trim() !== "" && quantity.trim() !== "";
  if (step === "type") return kind === "full_version" || baseLicenceId !== null;
  return true;
}

/** Whether anything was entered; a product that the way here has chosen is not. */
export function isTouched({ values }: LicenceDraft): boolean {
  const { metric: _metric, productId: _product, kind, channelId, baseLicenceId, ...texts } = values;
  return kind === "upgrade" || channelId !== null || baseLicenceId !== null || Object.values(texts).some(Boolean);
}
