"use client";

import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import type { SkuOption } from "@/lib/portals/exclusions";
import { ExclusionEditor } from "../exclusions/exclusion-editor";
import { withTenantSkus } from "../form/portal-values";
import { usePortalDraft } from "./wizard-provider";

const noneImported: string[] = [];

/** @property today YYYY-MM-DD, UTC: what an exclusion's end is compared with */
export function ExclusionsStep({ options, today }: { options: SkuOption[]; today: string }) {
  const { draft, change } = usePortalDraft();
  const step = useStep("exclusions");
  const subscribed = draft.report?.skus ?? null;
  return (
    <WizardFrame
      step="exclusions"
      isPending={step.isPending}
      error={step.error}
      isWide
      onNext={() => step.leave(async () => ({ ok: true, data: undefined }))}
    >
      <ExclusionEditor
        options={withTenantSkus(options, subscribed)}
        subscribed={subscribed}
        importedSkuIds={noneImported}
        value={draft.values.exclusions}
        onChange={(exclusions) => change({ exclusions })}
        today={today}
      />
    </WizardFrame>
  );
}
