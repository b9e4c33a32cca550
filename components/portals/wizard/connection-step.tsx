"use client";

import { useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import { ConnectionTest } from "../connection-test/connection-test";
import { ConnectionFields } from "../form/connection-fields";
import { CredentialCard } from "../form/credential-card";
import type { CredentialActions, StepChecks } from "../form/form-actions";
import { GuideHint } from "../form/guide-hint";
import { stagedOfKind, toConnectionTest } from "../form/portal-values";
import { missing, useStep } from "./use-step";
import { WizardFrame } from "./wizard-frame";
import { useWizard } from "./wizard-provider";

type Props = Pick<StepChecks, "checkConnectionStep"> & { actions: CredentialActions };

export function ConnectionStep({ checkConnectionStep, actions }: Props) {
  const t = useTranslations("portals");
  const { draft, change, set } = useWizard();
  const { values } = draft;
  const { cloud, clientId, tenantId, kind } = values;
  const staged = stagedOfKind(values);
  const step = useStep<{ clientId: string; tenantId: string }>("connection");
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
    <WizardFrame step="connection" isPending={step.isPending} hasError={step.hasError} onNext={next}>
      {step.error && <MessageBar tone="error">{step.error}</MessageBar>}
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
          error={step.fieldError("credential")}
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
