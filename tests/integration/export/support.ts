import { createTranslator } from "next-intl";
import { type Download, streamDownload } from "@/lib/export/download";
import type { Table } from "@/lib/export/table";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

export const translateTo = (locale: Locale) =>
  createTranslator({ locale: languageTags[locale], messages: messagesByLocale[locale], timeZone: "UTC" });

export const download = (table: Table, changes: Partial<Download> = {}, signal = new AbortController().signal) =>
  streamDownload(
    { table, format: "csv", locale: "en-GB", fileName: "seatwise-test", sheetName: "Test", ...changes },
    signal,
  );

/** A query of our own as a table, for what does not depend on a list. */
export const tableOfQuery = (text: string, columns: string[]): Table => ({
  query: { text, values: [] },
  header: columns,
  cellsOf: (row) => columns.map((name) => (row as Record<string, string | number | null>)[name] ?? null),
});

export const readAll = async (response: Response) => Buffer.from(await response.arrayBuffer());
