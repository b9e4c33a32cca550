"use client";

import { CircleAlert, CircleCheck, CircleMinus, CirclePlus, ExternalLink, ShieldAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { PermissionFinding } from "@/lib/graph/connection-report";
import { guideHref } from "@/lib/portals/entra-links";

type Look = "granted" | "substituted" | "missing" | "notGranted" | "excess" | "write";

const looks: Record<Look, { tone: Tone; icon: ReactNode; isOutlined?: boolean }> = {
  granted: { tone: "green", icon: <CircleCheck aria-hidden /> },
  substituted: { tone: "green", icon: <CirclePlus aria-hidden />, isOutlined: true },
  missing: { tone: "red", icon: <CircleAlert aria-hidden /> },
  notGranted: { tone: "grey", icon: <CircleMinus aria-hidden />, isOutlined: true },
  excess: { tone: "grey", icon: <CircleMinus aria-hidden /> },
  write: { tone: "amber", icon: <ShieldAlert aria-hidden /> },
};

function lookOf({ state, isRequired, isWrite }: PermissionFinding): Look {
  if (state === "excess") return isWrite ? "write" : "excess";
  return state === "missing" && !isRequired ? "notGranted" : state;
}

type Props = {
  permissions: readonly PermissionFinding[];
  /** for the guide, which shows where in Entra they are */
  ids: { clientId: string; tenantId: string };
};

/** Which permission unlocks what, which are there, and which nobody needs. */
export function PermissionCoach({ permissions, ids }: Props) {
  const t = useTranslations("connectionTest.coach");
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h4 id={id} className="font-semibold">
        {t("title")}
      </h4>
      <p className="text-muted">
        {t("text")}{" "}
        <a
          className="link inline-flex items-center gap-1"
          href={guideHref("permissions", ids)}
          target="_blank"
          rel="noreferrer"
        >
          {t("guide")}
          <ExternalLink aria-hidden className="size-3.5" />
          <span className="sr-only">{t("newTab")}</span>
        </a>
      </p>
      <table aria-labelledby={id} className="w-full border-collapse rounded border border-line">
        <thead>
          <tr className="border-b border-line text-muted">
            <th scope="col" className="px-3 py-1.5 text-start font-semibold">
              {t("permission")}
            </th>
            <th scope="col" className="px-3 py-1.5 text-start font-semibold">
              {t("state")}
            </th>
          </tr>
        </thead>
        <tbody>
          {permissions.map((finding) => (
            <Row key={`${finding.permission} ${finding.state}`} finding={finding} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ finding }: { finding: PermissionFinding }) {
  const t = useTranslations("connectionTest.coach");
  const { permission, unlocks, isRequired, isWrite, by, lacks } = finding;
  const look = lookOf(finding);
  return (
    <tr className="border-b border-line align-top last:border-b-0">
      <th scope="row" className="px-3 py-2 text-start font-normal">
        <code className="font-mono text-sm break-all">{permission}</code>{" "}
        {unlocks && <span className="text-xs text-muted">({t(isRequired ? "required" : "optional")})</span>}
        <span className="block text-muted">{unlocks ? t(`unlocks.${unlocks}`) : t(isWrite ? "write" : "excess")}</span>
        {by && (
          <span className="block wrap-break-word">
            {t("by", { permission: by })} {lacks && t(`lacks.${lacks}`)}
          </span>
        )}
      </th>
      <td className="px-3 py-2">
        <StatusBadge {...looks[look]} label={t(`states.${look}`)} />
      </td>
    </tr>
  );
}
