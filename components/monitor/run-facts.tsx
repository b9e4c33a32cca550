import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { RunKind } from "@/lib/db/generated/enums";
import type { RunDetails } from "@/lib/monitor/queries-run";
import { Duration } from "./duration";

/** Who started it, when, where it ran. */
export function RunFacts({ kind, run }: { kind: RunKind; run: RunDetails }) {
  const t = useTranslations("monitor");
  const format = useFormatter();
  const time = (date: Date | null) =>
    date ? format.dateTime(date, { dateStyle: "medium", timeStyle: "medium" }) : t("details.none");
  const { trigger, requestedBy, scopePortal, createdAt, startedAt, endedAt, workerName, attempts } = run;
  return (
    <section className="flex flex-col gap-2 pb-4">
      <h2 className="text-lg">{t("details.section")}</h2>
      <DefinitionList
        items={[
          {
            label: t("details.trigger"),
            value: requestedBy ? t("triggerBy", { name: requestedBy }) : t(`trigger.${trigger}`),
          },
          // These are of no portal.
          ...(kind === "catalogue_refresh" || kind === "retention"
            ? []
            : [{ label: t("details.scope"), value: scopePortal ?? t("details.scopeAll") }]),
          { label: t("details.createdAt"), value: time(createdAt) },
          { label: t("details.startedAt"), value: time(startedAt) },
          { label: t("details.endedAt"), value: time(endedAt) },
          {
            label: t("details.duration"),
            value: startedAt && endedAt && <Duration ms={endedAt.getTime() - startedAt.getTime()} />,
          },
          { label: t("details.worker"), value: workerName },
          ...(attempts > 1 ? [{ label: t("details.attempts"), value: attempts }] : []),
        ]}
      />
    </section>
  );
}
