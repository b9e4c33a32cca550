import type { ConnectionReport } from "@/lib/graph/connection-report";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { emptyValues, type PortalValues } from "../form/portal-values";

/** The wizard's memory in this tab: a reload or a way round loses nothing. Nothing secret is in it. */
export type WizardDraft = {
  values: PortalValues;
  /** of the last test of these entries */
  report: ConnectionReport | null;
  /** steps that were left with everything right */
  done: string[];
};

export const emptyDraft: WizardDraft = { values: emptyValues, report: null, done: [] };

const key = "seatwise.add-portal";

const asDate = (value: unknown) => (typeof value === "string" ? new Date(value) : null);

/** Dates are text once they were stored. */
function reviveCredential(stored: PortalCredentialView | null): PortalCredentialView | null {
  if (!stored) return null;
  return {
    ...stored,
    validFrom: asDate(stored.validFrom),
    validUntil: asDate(stored.validUntil),
    createdAt: asDate(stored.createdAt) ?? new Date(),
  };
}

export function loadDraft(): WizardDraft {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? "null") as WizardDraft | null;
    if (!stored) return emptyDraft;
    const values = { ...emptyValues, ...stored.values, staged: reviveCredential(stored.values.staged) };
    return { ...emptyDraft, ...stored, values };
  } catch {
    // Written by another version, or the browser keeps nothing.
    return emptyDraft;
  }
}

export function storeDraft(draft: WizardDraft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing: the wizard works as long as the page lives.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // see storeDraft
  }
}
