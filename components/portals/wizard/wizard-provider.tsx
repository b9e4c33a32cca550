"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import { useDraft } from "@/components/ui/wizard/use-draft";
import { Wizard } from "@/components/ui/wizard/wizard";
import type { CredentialActions } from "../form/form-actions";
import { emptyValues, isSameEntry, type PortalValues } from "../form/portal-values";
import { emptyDraft, type WizardDraft, wizardMemory } from "./wizard-draft";
import { fieldsOfStep, isStepFilled, stepHref, wizardPath, wizardSteps } from "./wizard-steps";

type PortalDraft = {
  draft: WizardDraft;
  /** false until what this tab remembers is there */
  isReady: boolean;
  change: (values: Partial<PortalValues>) => void;
  set: (change: Pick<WizardDraft, "report">) => void;
  /** Begins with these entries, whatever was entered before. */
  begin: (values: Partial<PortalValues>) => void;
  /** Forgets everything: the portal is saved, or not wanted. */
  forget: (outcome: "saved" | "discarded") => void;
};

const PortalDraftContext = createContext<PortalDraft | null>(null);

export function usePortalDraft(): PortalDraft {
  const draft = useContext(PortalDraftContext);
  if (!draft) throw new Error("outside the wizard");
  return draft;
}

type Props = { discardCredential: CredentialActions["discardCredential"]; children: ReactNode };

/** The wizard that adds a portal: around its steps, with what they share. */
export function WizardProvider({ discardCredential, children }: Props) {
  const t = useTranslations("portals.wizard");
  const store = useDraft(wizardMemory);
  const { draft, setDraft, isReady, forget: forgetDraft } = store;
  const { values } = draft;
  const stagedId = values.staged?.id;
  const forget = useCallback(
    (outcome: "saved" | "discarded") => {
      if (outcome === "discarded" && stagedId)
        void discardCredential({ credentialId: stagedId }).catch(() => undefined);
      forgetDraft();
    },
    [discardCredential, stagedId, forgetDraft],
  );
  const portalDraft = useMemo<PortalDraft>(
    () => ({
      draft,
      isReady,
      change: (changed) => setDraft((before) => withValues(before, changed)),
      set: (changed) => setDraft((before) => ({ ...before, ...changed })),
      begin: (entries) => {
        forget("discarded");
        setDraft(() => ({ ...emptyDraft, values: { ...emptyValues, ...entries } }));
      },
      forget,
    }),
    [draft, setDraft, isReady, forget],
  );
  return (
    <PortalDraftContext value={portalDraft}>
      <Wizard
        path={wizardPath}
        steps={wizardSteps.map((key) => ({
          ...{ key, label: t(`step.${key}`), href: stepHref(key), fields: fieldsOfStep[key] },
          isFilled: isStepFilled(key, values),
        }))}
        store={store}
        isSameEntry={isSameEntry}
        isTouched={isTouched(draft)}
        onDiscard={() => forget("discarded")}
        cancelHref="/settings/microsoft-365"
        finishLabel={t("finish")}
      >
        {children}
      </Wizard>
    </PortalDraftContext>
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
