import { type Cell, isoTime, type Output, type TableWriter } from "./table";

export type Separator = "," | ";";

/** Excel takes the separator of its own language; a German one reads commas as decimals. */
export const separatorOf = (locale: string): Separator => (locale.startsWith("de") ? ";" : ",");

/** What makes a spreadsheet read a text as a formula, the full-width forms of East Asian input included. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/** One field by RFC 4180. A text that a spreadsheet would calculate gets an apostrophe before it; numbers stay numbers. */
export function csvField(cell: Cell, separator: Separator): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = cell instanceof Date ? isoTime(cell) : startsFormula.test(cell) ? `'${cell}` : cell;
  const needsQuotes = text.includes(separator) || /["\r\n]|^\s|\s$/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvLine = (cells: readonly Cell[], separator: Separator) =>
  `${cells.map((cell) => csvField(cell, separator)).join(separator)}\r\n`;

/** UTF-8 with a byte order mark: without it Excel reads umlauts as Latin-1. */
export async function openCsv(out: Output, header: readonly string[], separator: Separator): Promise<TableWriter> {
  const encoder = new TextEncoder();
  await out(encoder.encode(`\uFEFF${csvLine(header, separator)}`));
  return {
    async writeRows(rows) {
      await out(encoder.encode(rows.map((cells) => csvLine(cells, separator)).join("")));
    },
    async end() {},
  };
}
