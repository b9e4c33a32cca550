"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { CredentialActions } from "../form/form-actions";
import { LeaveGuard } from "../form/leave-guard";
import { emptyValues, type PortalValues } from "../form/portal-values";
import { emptyDraft, forgetDraft, loadDraft, storeDraft, type WizardDraft } from "./wizard-draft";
import { wizardPath } from "./wizard-steps";

type Wizard = {
  draft: WizardDraft;
  /** false until what this tab remembers is there */
  isReady: boolean;
  change: (values: Partial<PortalValues>) => void;
  set: (change: Partial<Omit<WizardDraft, "values">>) => void;
  /** Begins with these entries, whatever was entered before. */
  begin: (values: Partial<PortalValues>) => void;
  /** Forgets everything: the portal is saved, or not wanted. */
  forget: (outcome: "saved" | "discarded") => void;
};

const WizardContext = createContext<Wizard | null>(null);

export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error("outside the wizard");
  return wizard;
}

type Props = { discardCredential: CredentialActions["discardCredential"]; children: ReactNode };

/** Holds what the wizard's steps share while people go back and forth between their addresses. */
export function WizardProvider({ discardCredential, children }: Props) {
  const [draft, setDraft] = useState<WizardDraft>(emptyDraft);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    setDraft(loadDraft());
    setReady(true);
  }, []);
  useEffect(() => {
    if (isReady && draft !== emptyDraft) storeDraft(draft);
  }, [draft, isReady]);

  const stagedId = draft.values.staged?.id;
  const forget = useCallback(
    (outcome: "saved" | "discarded") => {
      if (outcome === "discarded" && stagedId)
        void discardCredential({ credentialId: stagedId }).catch(() => undefined);
      // What is on the screen stays until the next page is there.
      forgetDraft();
    },
    [discardCredential, stagedId],
  );
  const wizard = useMemo<Wizard>(
    () => ({
      draft,
      isReady,
      change: (values) => setDraft((before) => withValues(before, values)),
      set: (change) => setDraft((before) => ({ ...before, ...change })),
      begin: (values) => {
        forget("discarded");
        setDraft({ ...emptyDraft, values: { ...emptyValues, ...values } });
      },
      forget,
    }),
    [draft, isReady, forget],
  );
  return (
    <WizardContext value={wizard}>
      {children}
      <LeaveGuard isActive={isTouched(draft)} ownPath={wizardPath} onDiscard={() => forget("discarded")} />
    </WizardContext>
  );
}

const connectionKeys = ["cloud", "clientId", "tenantId", "kind", "staged"] as const;

/** What a test said holds only for the entries that it was made with. */
function withValues(before: WizardDraft, change: Partial<PortalValues>): WizardDraft {
  const values = { ...before.values, ...change };
  const isOther = connectionKeys.some((key) => values[key] !== before.values[key]);
  return { ...before, values, report: isOther ? null : before.report };
}

function isTouched({ values }: WizardDraft): boolean {
  const { name, description, clientId, tenantId, staged, exclusions } = values;
  return Boolean(name || description || clientId || tenantId || staged || exclusions.exclusions.length > 0);
}
