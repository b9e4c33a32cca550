"use client";

import { ListX, PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/result";
import type { WayOut } from "@/lib/portals/way-out";
import { StartImport } from "../start-import";
import { RemoveExclusion } from "./remove-exclusion";

/** What administrators can do about it; the page gives it, and gives null to others. */
export type WayOutActions = {
  removeExclusion: (input: { portalId: string; skuId: string }) => Promise<ActionResult<void>>;
  startImport: (input: { portalId: string }) => Promise<ActionResult<{ runId: number; isNew: boolean }>>;
};

/** A way out, and what the person may do about it: null, nothing. */
export type WayOutView = { wayOut: WayOut; actions: WayOutActions | null };

/** The one click that brings it back, or the way to where that is decided. @property name of what comes back */
export function WayOutCommands({ wayOut, name, actions }: { wayOut: WayOut; name: string; actions: WayOutActions }) {
  const t = useTranslations("wayOut");
  switch (wayOut.kind) {
    case "replaced":
      return null;
    case "reconnect":
      return (
        <ButtonLink
          size="small"
          href={`/settings/microsoft-365/new?reconnect=${wayOut.portalId}`}
          icon={<PlugZap aria-hidden />}
        >
          {t("connectAgain")}
        </ButtonLink>
      );
    case "exclusion":
      // What was said of one is not said of the next.
      return (
        <RemoveExclusion key={`${wayOut.portalId} ${wayOut.skuId}`} exclusion={wayOut} name={name} actions={actions} />
      );
    case "import":
      return (
        <StartImport
          key={wayOut.portalId}
          portalId={wayOut.portalId}
          isDisabled={!wayOut.isEnabled}
          size="small"
          startImport={actions.startImport}
        />
      );
    default:
      return (
        <ButtonLink
          size="small"
          href={`/settings/microsoft-365/${wayOut.portalId}/edit?tab=exclusions`}
          icon={<ListX aria-hidden />}
        >
          {t("openExclusions")}
        </ButtonLink>
      );
  }
}
