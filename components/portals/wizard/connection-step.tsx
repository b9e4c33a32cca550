"use client";

import { useTranslations } from "next-intl";
import { missing, useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import { ConnectionTest } from "../connection-test/connection-test";
import { ConnectionFields } from "../form/connection-fields";
import { CredentialCard } from "../form/credential-card";
import type { CredentialActions, StepChecks } from "../form/form-actions";
import { GuideHint } from "../form/guide-hint";
import { stagedOfKind, toConnectionTest } from "../form/portal-values";
import { usePortalDraft } from "./wizard-provider";

type Props = Pick<StepChecks, "checkConnectionStep"> & { actions: CredentialActions };

export function ConnectionStep({ checkConnectionStep, actions }: Props) {
  const t = useTranslations("portals");
  const { draft, change, set } = usePortalDraft();
  const { values } = draft;
  const { cloud, clientId, tenantId, kind } = values;
  const staged = stagedOfKind(values);
  const step = useStep("connection");
  const next = () =>
    step.leave(
      async () => {
        const checked = await checkConnectionStep({ cloud, clientId, tenantId });
        return checked.ok && !staged ? missing("credential", "credential-missing") : checked;
      },
      // A domain has become the ID of its directory. What was tested stays tested.
      (ids) => {
        change(ids);
        set({ report: draft.report });
      },
    );
  return (
    <WizardFrame step="connection" isPending={step.isPending} error={step.error} onNext={next}>
      <GuideHint step="ids" ids={{ clientId, tenantId, cloud }} />
      <ConnectionFields values={values} onChange={change} fieldError={step.fieldError} />
      <section className="flex flex-col gap-4">
        <h3 className="border-b border-line pb-1 text-lg">{t("new.authentication")}</h3>
        <CredentialCard
          kind={kind}
          onKindChange={(chosen) => change({ kind: chosen })}
          staged={staged}
          onStaged={(credential) => change({ staged: credential })}
          stored={null}
          portalName={values.name}
          error={step.fieldError("credential") ?? step.fieldError("credentialId")}
          actions={actions}
        />
      </section>
      <section className="flex flex-col gap-4">
        <h3 className="border-b border-line pb-1 text-lg">{t("new.test")}</h3>
        <ConnectionTest
          getRequest={() => toConnectionTest(values, null)}
          onReport={(report) => set({ report })}
          lastReport={draft.report}
          ids={{ clientId, tenantId }}
        />
      </section>
    </WizardFrame>
  );
}
