"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { previewImport } from "@/lib/portals/exclusions";
import type { TakenUp } from "@/lib/portals/reconnect";
import { stagedOfKind } from "../form/portal-values";
import { toSave, type ValuesToSave } from "../form/to-save";
import { usePortalDraft } from "./wizard-provider";

type Props = {
  today: string;
  /** what of a deleted portal goes on */
  previewTakeUp: (input: { tenantId: string }) => Promise<ActionResult<TakenUp | null>>;
  createPortal: (input: ValuesToSave & { credentialId: string }) => Promise<ActionResult<{ id: string }>>;
  startImport: (input: { portalId: string }) => Promise<ActionResult<{ runId: number; isNew: boolean }>>;
};

/** What was entered, once more; saves it, and starts the first import unless that is not wanted. */
export function DoneStep({ today, previewTakeUp, createPortal, startImport }: Props) {
  const t = useTranslations("portals.wizard");
  const router = useRouter();
  const { draft, forget } = usePortalDraft();
  const takenUp = useTakeUp(draft.values.tenantId, previewTakeUp);
  const [startsImport, setStartsImport] = useState(true);
  const step = useStep("done");
  const credentialId = stagedOfKind(draft.values)?.id ?? "";
  const finish = () =>
    step.finish(
      () => createPortal({ ...toSave(draft.values), credentialId }),
      async ({ id }) => {
        // An import that does not start now starts with its schedule; the portal's page says so.
        if (startsImport) await callAction(startImport({ portalId: id }));
        router.push(`/settings/microsoft-365?portal=${id}`);
        forget("saved");
      },
    );
  return (
    <WizardFrame step="done" isPending={step.isPending} error={step.error} onNext={finish}>
      {draft.report === null && <MessageBar tone="warning">{t("notTested")}</MessageBar>}
      {draft.report?.outcome === "failed" && <MessageBar tone="warning">{t("testFailed")}</MessageBar>}
      {takenUp && <MessageBar tone="info">{t("takesUp", takenUp)}</MessageBar>}
      <p>{t("summaryText")}</p>
      <Summary today={today} />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={startsImport}
          onChange={(event) => setStartsImport(event.target.checked)}
          className="size-4 accent-brand"
        />
        {t("startImport")}
      </label>
    </WizardFrame>
  );
}

/** Asked once the step is there; without an answer nothing is said, and the portal is taken up all the same. */
function useTakeUp(tenantId: string, previewTakeUp: Props["previewTakeUp"]): TakenUp | null {
  const ask = useRef(previewTakeUp);
  const [takenUp, setTakenUp] = useState<TakenUp | null>(null);
  useEffect(() => {
    if (!tenantId) return;
    let isCurrent = true;
    const answer = callAction(ask.current({ tenantId }));
    void answer.then((found) => isCurrent && setTakenUp(found.ok ? found.data : null));
    return () => {
      isCurrent = false;
    };
  }, [tenantId]);
  return takenUp;
}

function Summary({ today }: { today: string }) {
  const t = useTranslations("portals");
  const { values, report } = usePortalDraft().draft;
  const { name, description, cloud, clientId, tenantId, kind, exclusions } = values;
  const staged = stagedOfKind(values);
  const preview = report?.skus
    ? previewImport({ subscribed: report.skus, importedSkuIds: [], value: exclusions, today })
    : null;
  return (
    <DefinitionList
      items={[
        { label: t("identity.name"), value: name },
        { label: t("identity.description"), value: description },
        { label: t("identity.cloud"), value: t(`cloud.${cloud}`) },
        { label: t("identity.clientId"), value: clientId },
        { label: t("identity.tenantId"), value: tenantId },
        { label: t("identity.organisation"), value: report?.organisation?.displayName },
        { label: t("credential.kind"), value: t(`credential.${kind}`) },
        { label: t("credential.proof"), value: staged?.thumbprintSha1 ?? staged?.secretId },
        {
          label: t("exclusions.section"),
          value: preview
            ? t("exclusions.preview", { imported: preview.imported, skipped: preview.skipped })
            : t("exclusions.count", { count: exclusions.exclusions.length }),
        },
      ]}
    />
  );
}
