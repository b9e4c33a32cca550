"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useDraft } from "@/components/ui/wizard/use-draft";
import { Wizard } from "@/components/ui/wizard/wizard";
import { fieldsOfStep, licenceSteps } from "@/lib/licences/steps";
import { emptyLicence, isSameEntry, type LicenceValues } from "../form/licence-values";
import {
  emptyDraft,
  isStepFilled,
  isTouched,
  type LicenceDraft,
  licenceMemory,
  stepHref,
  withValues,
  wizardPath,
} from "./licence-draft";

type Context = {
  draft: LicenceDraft;
  /** false until what this tab remembers is there */
  isReady: boolean;
  change: (values: Partial<LicenceValues>) => void;
  /** That a key was lost has been seen. */
  waiveKey: () => void;
  /** Begins with these entries, whatever was entered before. */
  begin: (values: Partial<LicenceValues>) => void;
  forget: () => void;
};

const LicenceDraftContext = createContext<Context | null>(null);

export function useLicenceDraft(): Context {
  const draft = useContext(LicenceDraftContext);
  if (!draft) throw new Error("outside the wizard");
  return draft;
}

/** The wizard that adds a licence by hand: around its steps, with what they share. */
export function LicenceWizard({ children }: { children: ReactNode }) {
  const t = useTranslations("licences");
  const store = useDraft(licenceMemory);
  const { draft, setDraft, isReady, forget } = store;
  const context = useMemo<Context>(
    () => ({
      ...{ draft, isReady, forget },
      change: (changed) => setDraft((before) => withValues(before, changed)),
      waiveKey: () => setDraft((before) => ({ ...before, isKeyLost: false })),
      begin: (entries) => setDraft(() => ({ ...emptyDraft, values: { ...emptyLicence, ...entries } })),
    }),
    [draft, isReady, forget, setDraft],
  );
  return (
    <LicenceDraftContext value={context}>
      <Wizard
        path={wizardPath}
        steps={licenceSteps.map((key) => ({
          ...{ key, label: t(`wizard.step.${key}`), href: stepHref(key), fields: fieldsOfStep[key] },
          isFilled: isStepFilled(key, draft.values),
        }))}
        store={store}
        isSameEntry={isSameEntry}
        isTouched={isTouched(draft)}
        onDiscard={forget}
        cancelHref="/licence-management/licences"
        finishLabel={t("add")}
      >
        {children}
      </Wizard>
    </LicenceDraftContext>
  );
}
