import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "@/components/portals/section";
import type { WayOutView } from "@/components/portals/way-out/way-out-actions";
import { WayOutHint } from "@/components/portals/way-out/way-out-hint";
import { DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText, useFigure } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import { UsageBar } from "@/components/ui/usage-bar";
import type { ProductCompliance } from "@/lib/compliance/queries-product";
import { type Folder, pathOf } from "@/lib/products/tree";
import { FailedAssignments } from "./failed-assignments";
import { LicenceShare } from "./licence-share";

type Props = {
  details: ProductCompliance;
  /** of what cannot be synchronised */
  wayOut: WayOutView | null;
  folders: readonly Folder[];
  consumersHref: string;
};

/** How the numbers come about, and how old they are. */
export function Overview({ details, wayOut, folders, consumersHref }: Props) {
  const t = useTranslations("compliance.details");
  const folderPath = pathOf(folders, details.folderId).map(({ name }) => name);
  const run = (
    <Link className="link" href={`/system/monitor/${details.runId}`}>
      {t("byRun", { id: details.runId })}
    </Link>
  );
  return (
    <>
      <Reason details={details} wayOut={wayOut} />
      <Section title={t("numbers")}>
        {(details.kind === "company" || details.kind === "free") && (
          <MessageBar tone="info">{t(`kindText.${details.kind}`)}</MessageBar>
        )}
        <DefinitionList
          items={[
            { label: t("available"), value: <Available details={details} /> },
            {
              label: t("consumption"),
              value: (
                <Sum value={details.consumption}>
                  <ConsumptionText details={details} />
                </Sum>
              ),
            },
            { label: t("balance"), value: <Balance details={details} consumersHref={consumersHref} /> },
          ]}
        />
      </Section>
      <DefinitionList
        items={[
          { label: t("status"), value: <RelativeTime value={details.statusSince} /> },
          { label: t("portal"), value: details.portalName },
          { label: t("folder"), value: folderPath.join(" / ") },
          {
            label: t("calculated"),
            value: (
              <>
                <RelativeTime value={details.calculatedAt} /> {run}
              </>
            ),
          },
          { label: t("dataAsOf"), value: details.dataAsOf && <RelativeTime value={details.dataAsOf} /> },
        ]}
      />
    </>
  );
}

function Reason({ details, wayOut }: Pick<Props, "details" | "wayOut">) {
  const t = useTranslations("compliance");
  const format = useFormatter();
  const { name, reason, unsyncSince, statusSince } = details;
  if (!reason) return null;
  const date = format.dateTime(unsyncSince ?? statusSince, { dateStyle: "medium" });
  return (
    <div className="pb-4">
      <MessageBar tone="warning" title={t(`reason.${reason}.text`)}>
        {t("details.since", { date })} {t(`reason.${reason}.figures`)}{" "}
        {wayOut ? <WayOutHint view={wayOut} name={name} /> : t(`reason.${reason}.remedy`)}
      </MessageBar>
    </div>
  );
}

function Sum({ value, isShort, children }: { value: number; isShort?: boolean; children?: ReactNode }) {
  return (
    <>
      <strong className={isShort ? "text-red" : undefined}>
        <NumberText value={value} options={isShort === undefined ? undefined : { signDisplay: "exceptZero" }} />
      </strong>
      {children && <span className="text-muted"> = {children}</span>}
    </>
  );
}

function ConsumptionText({ details: { kind, origin, consumption } }: Pick<Props, "details">) {
  const t = useTranslations("compliance.details");
  if (kind === "company") return t("consumptionCompany");
  return t(origin === "portal" ? "consumptionText" : "consumptionByHand", { count: consumption });
}

function Available({ details: { available, licences } }: Pick<Props, "details">) {
  const t = useTranslations("compliance.details");
  if (licences.length === 0) return <Sum value={available}>{t("noLicence")}</Sum>;
  return (
    <>
      <Sum value={available} />
      <ul className="flex flex-col gap-1 pt-1">
        {licences.map((licence) => (
          <LicenceShare key={licence.id} licence={licence} />
        ))}
      </ul>
    </>
  );
}

function Balance({ details, consumersHref }: Pick<Props, "details" | "consumersHref">) {
  const t = useTranslations("compliance.details");
  const figure = useFigure();
  const { available, consumption, balance, uncovered, unitsWarning, status, kind } = details;
  const isConcurrent = status === "concurrent_use";
  return (
    <>
      <Sum value={balance} isShort={balance < 0 && !isConcurrent}>
        {t("balanceText", { available: figure(available), consumption: figure(consumption) })}
      </Sum>
      {isConcurrent && <p className="pt-1">{t(balance < 0 ? "concurrentOver" : "concurrent", { count: -balance })}</p>}
      {!isConcurrent && kind !== "company" && (
        <div className="pt-1">
          <UsageBar held={consumption} total={available} warning={unitsWarning} />
        </div>
      )}
      {uncovered > 0 && (
        <p className="pt-1">
          <span className="text-red">{t("uncovered", { count: uncovered })}</span>{" "}
          <Link className="link" href={consumersHref} scroll={false}>
            {t("seeUncovered")}
          </Link>
        </p>
      )}
      {details.failed && <FailedAssignments failed={details.failed} />}
    </>
  );
}
