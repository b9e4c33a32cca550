import Link from "next/link";
import { useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Copyable } from "@/components/portals/copyable";
import { Section } from "@/components/portals/section";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { NumberText } from "@/components/ui/number";
import type { LicenceDetails, NamedLicence } from "@/lib/licences/queries";
import { DayText } from "./day-text";
import type { LicenceActions } from "./licence-actions";
import { LicenceKey } from "./licence-key";
import { LicenceState } from "./licence-state";
import { useChannelName } from "./use-channel-name";

type Props = {
  licence: LicenceDetails;
  hrefOf: (licenceId: number) => string;
  /** null for who may only look */
  actions: LicenceActions | null;
};

/** A licence made by hand: what was entered, and the chain of upgrades that it is part of. */
export function ManualDetails({ licence, hrefOf, actions }: Props) {
  const t = useTranslations("licences");
  const { kind, bases, upgrades, notes } = licence;
  return (
    <>
      <Section title={t("details.section")}>
        <DefinitionList items={useManualDetails(licence, actions)} />
      </Section>
      {(kind === "upgrade" || upgrades.length > 0) && (
        <Section title={t("chain.section")}>
          <DefinitionList
            items={[
              ...(kind === "upgrade"
                ? [{ label: t("chain.bases"), value: <Names all={bases} hrefOf={hrefOf} /> }]
                : []),
              ...(upgrades.length > 0
                ? [{ label: t("chain.upgrades"), value: <Names all={upgrades} hrefOf={hrefOf} /> }]
                : []),
            ]}
          />
        </Section>
      )}
      {notes !== "" && (
        <Section title={t("details.notes")}>
          <p className="whitespace-pre-wrap wrap-break-word">{notes}</p>
        </Section>
      )}
    </>
  );
}

function useManualDetails(licence: LicenceDetails, actions: LicenceActions | null): Definition[] {
  const t = useTranslations("licences");
  const channelName = useChannelName();
  const { channel, expiresOn } = licence;
  return [
    { label: t("details.state"), value: <LicenceState licence={licence} /> },
    { label: t("form.quantity"), value: <NumberText value={licence.quantity ?? 0} /> },
    { label: t("form.metric"), value: t(`metrics.${licence.metric}`) },
    { label: t("form.kind"), value: t(`kinds.${licence.kind}`) },
    {
      label: t("form.licenceNumber"),
      value: licence.licenceNumber && <Copyable label={t("form.licenceNumber")} value={licence.licenceNumber} />,
    },
    { label: t("form.channel"), value: channel && channelName(channel) },
    { label: t("form.expiresOn"), value: expiresOn ? <DayText value={expiresOn} /> : t("validity.unlimited") },
    {
      label: t("form.licenceKey"),
      value: licence.hasLicenceKey && (
        <LicenceKey
          key={`${licence.id} ${licence.version}`}
          licenceId={licence.id}
          showLicenceKey={actions?.showLicenceKey ?? null}
        />
      ),
    },
    {
      label: t("form.serialNumber"),
      value: licence.serialNumber && <Copyable label={t("form.serialNumber")} value={licence.serialNumber} />,
    },
    { label: t("details.created"), value: <Written at={licence.firstSeenAt} by={licence.createdBy} /> },
    { label: t("details.updated"), value: <Written at={licence.updatedAt} by={licence.updatedBy} /> },
  ];
}

function Written({ at, by }: { at: Date; by: string | null }) {
  return (
    <>
      <CalendarDay value={at} />
      {by && <span className="text-muted"> {by}</span>}
    </>
  );
}

function Names({ all, hrefOf }: { all: readonly NamedLicence[]; hrefOf: Props["hrefOf"] }) {
  return (
    <ol className="flex flex-col gap-1">
      {all.map(({ id, name }) => (
        <li key={id}>
          <Link className="link" href={hrefOf(id)} scroll={false}>
            {name}
          </Link>
        </li>
      ))}
    </ol>
  );
}
