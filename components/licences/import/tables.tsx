import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NumberText } from "@/components/ui/number";
import type { ImportPreview } from "@/lib/licences/commands-import";
import { DayText } from "../day-text";

type TableProps = {
  title: string;
  headers: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  more: number;
};

function PreviewTable({ title, headers, rows, more }: TableProps) {
  const t = useTranslations("licences.import");
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-lg">{title}</h2>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-100 overflow-auto rounded border border-line bg-surface"
      >
        <table className="w-full text-left">
          <thead className="sticky top-0 bg-surface">
            <tr className="border-b border-line">
              {headers.map((header) => (
                <th key={header} scope="col" className="px-3 py-1.5 font-semibold whitespace-nowrap">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key} className="border-b border-line last:border-0">
                {cells.map((cell, place) => (
                  <td key={headers[place]} className="max-w-80 px-3 py-1 wrap-break-word">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p className="text-muted">{t("more", { count: more })}</p>}
    </div>
  );
}

export function FaultTable({ faults, more }: { faults: ImportPreview["faults"]; more: number }) {
  const t = useTranslations("licences.import");
  return (
    <PreviewTable
      title={t("mistakes")}
      headers={[t("line"), t("field"), t("value"), t("fault")]}
      rows={faults.map(({ line, field, value, code, params }) => ({
        key: `${line} ${field} ${code}`,
        cells: [line, t(`fields.${field}`), value.slice(0, 100), t(`faults.${code}`, params as never)],
      }))}
      more={more}
    />
  );
}

export function RepeatTable({ repeats, more }: { repeats: ImportPreview["repeats"]; more: number }) {
  const t = useTranslations("licences.import");
  return (
    <PreviewTable
      title={t("repeats")}
      headers={[t("line"), t("fields.name"), t("repeatOf")]}
      rows={repeats.map(({ line, name, ofLine }) => ({
        key: String(line),
        cells: [line, name.slice(0, 100), ofLine === null ? t("repeatsKnown") : t("repeatsLine", { line: ofLine })],
      }))}
      more={more}
    />
  );
}

export function LineTable({ lines, more }: { lines: ImportPreview["lines"]; more: number }) {
  const t = useTranslations("licences");
  const field = (name: "name" | "licenceNumber" | "quantity" | "metric" | "channel" | "upgradeOf" | "expiresOn") =>
    t(`import.fields.${name}`);
  return (
    <PreviewTable
      title={t("import.preview")}
      headers={[
        ...[t("import.line"), field("name"), field("licenceNumber"), field("quantity"), field("metric")],
        ...[field("channel"), field("upgradeOf"), field("expiresOn")],
      ]}
      rows={lines.map((line) => ({
        key: String(line.line),
        cells: [
          line.line,
          line.name,
          line.licenceNumber,
          <NumberText key="quantity" value={line.quantity} />,
          t(`metrics.${line.metric}`),
          line.channel,
          line.upgradeOf,
          line.expiresOn && <DayText key="day" value={line.expiresOn} />,
        ],
      }))}
      more={more}
    />
  );
}
