import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import { NumberText } from "@/components/ui/number";
import { failedAssignmentsHref } from "@/lib/contacts/failed-assignments";
import { assignmentErrors } from "@/lib/graph/tenant-user";
import type { SeatReconciliation } from "@/lib/licences/queries-reconciliation";
import { type Finding, failureFindings } from "@/lib/licences/reconcile";
import { Level } from "./level";

/** What four sources say about the seats of a licence, in two pairs, and why they differ. */
export function Seats({ reconciliation }: { reconciliation: SeatReconciliation }) {
  const t = useTranslations("reconciliation");
  const format = useFormatter();
  const { voices, findings, dataAsOf } = reconciliation;
  return (
    <>
      <Section title={t("section")}>
        <p className="text-muted">{t("text")}</p>
        <Pair
          title={t("owned")}
          voices={[
            { name: t("voices.units"), text: t("voices.unitsText"), count: voices.units },
            { name: t("voices.subscribed"), text: t("voices.subscribedText"), count: voices.subscribed },
          ]}
          missing={t("voices.unknown")}
        />
        <Pair
          title={t("taken")}
          voices={[
            { name: t("voices.consumed"), text: t("voices.consumedText"), count: voices.consumed },
            { name: t("voices.holders"), text: t("voices.holdersText"), count: voices.holders },
          ]}
          missing={t("voices.none")}
        />
        {dataAsOf && (
          <p className="text-xs text-muted">
            {t("asOf", { time: format.dateTime(dataAsOf, { dateStyle: "medium", timeStyle: "short" }) })}
          </p>
        )}
      </Section>
      <Section title={t("why")}>
        <ul className="flex flex-col gap-3">
          {findings.map((finding) => (
            <li key={finding.code} className="flex flex-col items-start gap-1">
              <Level level={finding.level} />
              <p>
                {t(`findings.${finding.code}`, { count: finding.count })}{" "}
                <FailedPeople finding={finding} reconciliation={reconciliation} />
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** Leads to the people of a finding about assignments that failed. */
function FailedPeople({ finding: { code }, reconciliation }: { finding: Finding; reconciliation: SeatReconciliation }) {
  const t = useTranslations("reconciliation");
  const error = assignmentErrors.find((each) => failureFindings[each] === code);
  if (!error && code !== "waiting") return null;
  const { portalId, skuId } = reconciliation;
  return (
    <Link className="link" href={failedAssignmentsHref({ portalId, skuId, ...(error && { error }) })}>
      {t("seeFailed")}
    </Link>
  );
}

type Voice = { name: string; text: string; count: number | null };
type PairProps = { title: string; voices: readonly [Voice, Voice]; missing: string };

function Pair({ title, voices, missing }: PairProps) {
  const t = useTranslations("reconciliation");
  const [first, second] = voices;
  const difference = first.count === null || second.count === null ? null : second.count - first.count;
  return (
    <table className="w-full">
      <caption className="pt-2 text-start font-semibold">
        {title}
        {difference !== null && (
          <span className={`font-normal ${difference === 0 ? "text-muted" : "text-amber"}`}>
            {" · "}
            {difference === 0 ? t("same") : t("difference", { count: Math.abs(difference) })}
          </span>
        )}
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("columns.voice")}</th>
          <th scope="col">{t("columns.count")}</th>
        </tr>
      </thead>
      <tbody>
        {voices.map(({ name, text, count }) => (
          <tr key={name} className="border-b border-line align-baseline last:border-0">
            <th scope="row" className="py-1.5 text-start font-normal">
              {name} <span className="text-xs text-muted">{text}</span>
            </th>
            <td className="py-1.5 ps-3 text-end whitespace-nowrap">
              {count === null ? <span className="text-muted">{missing}</span> : <NumberText value={count} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
