import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Translate, wordLogCode } from "@/lib/monitor/log-text";
import type { PortalImport } from "@/lib/portals/queries";
import { ImportStatus } from "./import-status";
import { RefreshWhileOpen } from "./refresh-while-open";
import { Section } from "./section";

export function LastImport({ last }: { last: PortalImport | null }) {
  const t = useTranslations("portals.import");
  return (
    <Section title={t("section")}>
      {last ? <Facts last={last} /> : <p className="text-muted">{t("none")}</p>}
      {last?.isOpen && <RefreshWhileOpen />}
    </Section>
  );
}

function Facts({ last }: { last: PortalImport }) {
  const t = useTranslations("portals.import");
  const words = useTranslations();
  const { runId, status, startedAt, endedAt, errorCode, errorParams, ledger } = last;
  // The code is data, so its key is not known to the types.
  const failure = errorCode && wordLogCode(words as unknown as Translate, errorCode, errorParams ?? {});
  const items: Definition[] = [
    {
      label: t("run"),
      value: (
        <Link className="link" href={`/system/monitor/${runId}`}>
          {t("openRun", { id: runId })}
        </Link>
      ),
    },
    { label: t("state"), value: <ImportStatus status={status} /> },
    ...(failure
      ? [
          {
            label: t("error"),
            value: (
              <>
                {failure.text} <span className="text-muted">{failure.remedy}</span>
              </>
            ),
          },
        ]
      : []),
    { label: t("started"), value: startedAt && <RelativeTime value={startedAt} /> },
    ...(endedAt ? [{ label: t("ended"), value: <RelativeTime value={endedAt} /> }] : []),
    ...(ledger
      ? [
          { label: t("read"), value: t("readText", ledger) },
          { label: t("written"), value: t("writtenText", ledger) },
          { label: t("duration"), value: t("seconds", { seconds: Math.round(ledger.durationMs / 100) / 10 }) },
        ]
      : []),
  ];
  return <DefinitionList items={items} />;
}
