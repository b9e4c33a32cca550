import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import { DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import { failedAssignmentsHref } from "@/lib/contacts/failed-assignments";
import type { LicenceDetails } from "@/lib/licences/queries";
import { Usage } from "./licence-grid";

/** Units by state, each explained, and what the portal says beside what we count. */
export function Units({ licence }: { licence: LicenceDetails }) {
  const t = useTranslations("licences.units");
  const { unitsEnabled, unitsWarning, unitsSuspended, unitsLockedOut, consumedUnits, holders, appliesTo } = licence;
  const { waiting, portalId, skuId } = licence;
  const isCompany = appliesTo === "Company";
  const row = (label: string, units: number, text: string) => ({
    label,
    value: (
      <>
        <NumberText value={units} /> <span className="text-muted">{text}</span>
      </>
    ),
  });
  return (
    <Section title={t("section")}>
      <DefinitionList
        items={[
          row(t("enabled"), unitsEnabled, t("enabledText")),
          row(t("warning"), unitsWarning, t("warningText")),
          row(t("suspended"), unitsSuspended, t("suspendedText")),
          row(t("lockedOut"), unitsLockedOut, t("lockedOutText")),
          row(t("consumed"), consumedUnits, t("consumedText")),
          row(t("holders"), holders, t("holdersText")),
          ...(isCompany ? [] : [{ label: t("usage"), value: <Usage licence={licence} areNumbersHidden={false} /> }]),
        ]}
      />
      {waiting > 0 && portalId !== null && skuId !== null && (
        <p>
          <span className="text-amber">{t("failed", { count: waiting })}</span>{" "}
          <Link className="link" href={failedAssignmentsHref({ portalId, skuId })}>
            {t("seeFailed")}
          </Link>
        </p>
      )}
      {isCompany && <p className="text-muted">{t("company")}</p>}
      {!isCompany && consumedUnits !== holders && (
        <MessageBar tone="info">{t("differs", { consumed: consumedUnits, holders })}</MessageBar>
      )}
    </Section>
  );
}
