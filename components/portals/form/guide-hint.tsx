"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { guideHref } from "@/lib/portals/entra-links";
import type { PortalValues } from "./portal-values";

type Props = {
  step: "ids" | "certificate" | "secret" | "permissions";
  /** fill the links of the guide */
  ids?: Pick<PortalValues, "clientId" | "tenantId" | "cloud">;
};

/** The way to the step of the guide that belongs to what is asked for; opens beside the form. */
export function GuideHint({ step, ids }: Props) {
  const t = useTranslations("portals.form");
  return (
    <p className="text-muted">
      {t("guide")}{" "}
      <a className="link inline-flex items-center gap-1" href={guideHref(step, ids)} target="_blank" rel="noreferrer">
        {t("guideLink")}
        <ExternalLink aria-hidden className="size-3.5" />
        <span className="sr-only">{t("newTab")}</span>
      </a>
    </p>
  );
}
