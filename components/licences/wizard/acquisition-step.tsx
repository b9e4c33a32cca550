"use client";

import { useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import type { Channel } from "@/lib/licences/queries-form";
import { AcquisitionFields } from "../form/acquisition-fields";
import type { AddChannel } from "../form/channel-field";
import { toSave } from "../form/licence-values";
import type { CheckStep } from "./check-step";
import { useLicenceDraft } from "./licence-wizard";

type Props = { checkStep: CheckStep; channels: Channel[]; addChannel: AddChannel };

export function AcquisitionStep({ checkStep, channels, addChannel }: Props) {
  const t = useTranslations("licences.wizard");
  const { draft, change, waiveKey } = useLicenceDraft();
  const { channelId, licenceKey, serialNumber } = toSave(draft.values);
  const step = useStep("acquisition");
  const check = () => checkStep({ step: "acquisition", channelId, licenceKey, serialNumber });
  return (
    <WizardFrame
      step="acquisition"
      isPending={step.isPending}
      error={step.error}
      onNext={() => step.leave(check, waiveKey)}
    >
      {draft.isKeyLost && <MessageBar tone="warning">{t("keyLost")}</MessageBar>}
      <AcquisitionFields
        values={draft.values}
        onChange={change}
        fieldError={step.fieldError}
        channels={channels}
        addChannel={addChannel}
        hasStoredKey={false}
      />
    </WizardFrame>
  );
}
