"use client";

import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { Section } from "@/components/portals/section";
import { DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ContactImportPreview, ImportCounts } from "@/lib/contacts/import-preview";

const counted = ["created", "updated", "unchanged", "imported", "faulty"] as const;

export function Counts({ counts }: { counts: ImportCounts }) {
  const t = useTranslations("contacts.import");
  return (
    <DefinitionList
      items={counted.map((key) => ({ label: t(`counts.${key}`), value: <NumberText value={counts[key]} /> }))}
    />
  );
}

/** What the file would do, and what is wrong with its lines. */
export function ImportPreview({ preview }: { preview: ContactImportPreview }) {
  const t = useTranslations("contacts.import");
  const { counts, faults, lines, unknownColumns } = preview;
  const shown = (part: number, count: number) => (part < count ? t("shown", { shown: part, count }) : undefined);
  const good = counts.created + counts.updated + counts.unchanged + counts.imported;
  const faultyShown = new Set(faults.map(({ line }) => line)).size;
  return (
    <>
      {unknownColumns.length > 0 && (
        <MessageBar tone="warning">{t("unknownColumns", { columns: unknownColumns.join(", ") })}</MessageBar>
      )}
      <Section title={t("preview")}>
        <Counts counts={counts} />
      </Section>
      {faults.length > 0 && (
        <Section title={t("faults")} count={shown(faultyShown, counts.faulty)}>
          <Faults faults={faults} />
        </Section>
      )}
      {lines.length > 0 && (
        <Section title={t("lines")} count={shown(lines.length, good)}>
          <Lines lines={lines} />
        </Section>
      )}
    </>
  );
}

type Fault = ContactImportPreview["faults"][number];

function Faults({ faults }: { faults: readonly Fault[] }) {
  const t = useTranslations("contacts");
  const { text } = useErrorText();
  const columns: Column<Fault>[] = [
    { key: "line", header: t("import.line"), cell: ({ line }) => line, width: "72px", isLabelledInCard: true },
    {
      key: "column",
      header: t("import.column"),
      cell: ({ field }) => (field ? t(`fields.${field}`) : t("import.wholeLine")),
      width: "140px",
      card: "aside",
    },
    { key: "text", header: t("import.whatToDo"), cell: text, title: text },
  ];
  return (
    <DataGrid
      label={t("import.faults")}
      columns={columns}
      rows={faults}
      getRowKey={({ line, field, code }) => `${line} ${field} ${code}`}
    />
  );
}

type Line = ContactImportPreview["lines"][number];

function Lines({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations("contacts");
  const columns: Column<Line>[] = [
    { key: "name", header: t("fields.displayName"), cell: (row) => row.displayName, title: (row) => row.displayName },
    { key: "mail", header: t("fields.mail"), cell: (row) => row.mail || "–", title: (row) => row.mail },
    { key: "customId", header: t("fields.customId"), cell: (row) => row.customId || "–", width: "140px", from: "md" },
    {
      key: "state",
      header: t("import.result"),
      cell: (row) => t(`import.state.${row.state}`),
      width: "120px",
      card: "aside",
    },
    { key: "line", header: t("import.line"), cell: (row) => row.line, width: "72px", align: "end", from: "md" },
  ];
  return <DataGrid label={t("import.lines")} columns={columns} rows={lines} getRowKey={(row) => row.line} />;
}
