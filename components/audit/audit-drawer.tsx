import { useFormatter, useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import { DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { RelativeTime } from "@/components/ui/relative-time";
import { type AuditRow, textOf } from "@/lib/monitor/audit";
import { useAuditWords } from "./use-audit-words";

type Props = { line: AuditRow; closeHref: string; previousHref: string | null; nextHref: string | null };

/** One line of the audit with all that was kept of it. */
export function AuditDrawer({ line, ...hrefs }: Props) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const { wordAction, wordWho } = useAuditWords();
  const details = Object.entries(line.details);
  return (
    <Drawer title={wordAction(line)} subtitle={line.target} {...hrefs}>
      <DefinitionList
        items={[
          { label: t("columns.who"), value: wordWho(line) },
          {
            label: t("columns.at"),
            value: (
              <>
                {format.dateTime(line.at, { dateStyle: "long", timeStyle: "medium" })} (<RelativeTime value={line.at} />
                )
              </>
            ),
          },
          { label: t("columns.target"), value: line.target },
          { label: t("columns.code"), value: <code className="text-xs">{line.action}</code> },
        ]}
      />
      {details.length > 0 && (
        <Section title={t("columns.details")}>
          <DefinitionList
            items={details.map(([key, value]) => ({
              key,
              label: <code className="text-xs">{key}</code>,
              value: value === null ? null : textOf(value),
            }))}
          />
        </Section>
      )}
    </Drawer>
  );
}
