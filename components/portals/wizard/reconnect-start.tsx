"use client";

import { BeginWizard } from "@/components/ui/wizard/begin-wizard";
import type { DeletedPortal } from "@/lib/portals/queries-deleted";
import { usePortalDraft } from "./wizard-provider";
import { stepHref } from "./wizard-steps";

/** Opens the wizard with what is known of a portal that was deleted; what it signed in with went with it. */
export function ReconnectStart({ portal }: { portal: DeletedPortal }) {
  const { isReady, begin } = usePortalDraft();
  return <BeginWizard isReady={isReady} begin={() => begin(portal)} href={stepHref("general")} />;
}
