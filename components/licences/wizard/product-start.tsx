"use client";

import { BeginWizard } from "@/components/ui/wizard/begin-wizard";
import type { Choice } from "@/lib/licences/queries-form";
import { stepHref } from "./licence-draft";
import { useLicenceDraft } from "./licence-wizard";

/** Opens the wizard with a product chosen, and so with what it counts. */
export function ProductStart({ product: { id, metric } }: { product: Choice }) {
  const { isReady, begin } = useLicenceDraft();
  return <BeginWizard isReady={isReady} begin={() => begin({ productId: id, metric })} href={stepHref("general")} />;
}
