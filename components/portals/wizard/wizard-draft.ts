import type { Draft, DraftMemory } from "@/components/ui/wizard/use-draft";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { emptyValues, type PortalValues } from "../form/portal-values";

/** Nothing secret is in it: a credential is its row's id. */
export type WizardDraft = Draft<PortalValues> & {
  /** of the last test of these entries */
  report: ConnectionReport | null;
};

export const emptyDraft: WizardDraft = { values: emptyValues, report: null, done: [] };

const asDate = (value: unknown) => (typeof value === "string" ? new Date(value) : null);

/** Dates are text once they were stored. */
function reviveCredential(stored: PortalCredentialView | null | undefined): PortalCredentialView | null {
  if (!stored) return null;
  return {
    ...stored,
    validFrom: asDate(stored.validFrom),
    validUntil: asDate(stored.validUntil),
    createdAt: asDate(stored.createdAt) ?? new Date(),
  };
}

export const wizardMemory: DraftMemory<WizardDraft> = {
  key: "seatwise.add-portal",
  empty: emptyDraft,
  revive: (stored) => {
    const values = { ...emptyValues, ...stored.values, staged: reviveCredential(stored.values?.staged) };
    return { ...emptyDraft, ...stored, values };
  },
  toStored: (draft) => draft,
};
