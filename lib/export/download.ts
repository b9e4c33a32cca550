import "server-only";
import { log } from "@/lib/log";
import { openCsv, separatorOf } from "./csv";
import { readRows } from "./rows";
import type { Output, Table, TableWriter } from "./table";
import { openXlsx } from "./xlsx";

export const exportFormats = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const contentTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export type Download = {
  table: Table;
  format: ExportFormat;
  /** of the person: chooses the separator of CSV */
  locale: string;
  /** of the file, without its ending; ASCII */
  fileName: string;
  /** at most 29 characters, so that a number fits behind it */
  sheetName: string;
};

/**
 * The file as a stream that is written while it is read; who reads slowly slows the database's cursor down, and who goes away
 * ends it. A failure before the first rows is thrown; a later one breaks the download off, since its head is gone already.
 */
export async function streamDownload(download: Download, signal: AbortSignal): Promise<Response> {
  const { format, fileName } = download;
  // One piece waits at most: the next one is only made when this one is taken.
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 1 });
  const writer = writable.getWriter();
  const gone = new AbortController();
  writer.closed.catch(() => gone.abort());
  const isOver = AbortSignal.any([signal, gone.signal]);
  // A write that waits for a reader who will not come back must end too.
  isOver.addEventListener("abort", () => void writer.abort(isOver.reason).catch(() => {}));
  const out: Output = (bytes) => writer.write(bytes);

  const started = new Promise<void>((resolve, reject) => {
    const onRows = () => resolve();
    write(download, out, isOver, onRows)
      .then(() => writer.close())
      .catch((error: unknown) => {
        reject(error);
        if (!isOver.aborted) log.error({ err: error, fileName: download.fileName }, "an export broke off");
        // Whoever reads must not take half a file for a whole one.
        writer.abort(error).catch(() => {});
      });
  });
  await started;
  return new Response(readable, {
    headers: {
      "content-type": contentTypes[format],
      "content-disposition": `attachment; filename="${fileName}.${format}"`,
      "cache-control": "no-store",
      // A proxy that gathers the answer would undo the stream.
      "x-accel-buffering": "no",
    },
  });
}

async function write(
  { table, format, locale, sheetName }: Download,
  out: Output,
  signal: AbortSignal,
  onRows: () => void,
): Promise<void> {
  const { header } = table;
  const open = () =>
    format === "csv" ? openCsv(out, header, separatorOf(locale)) : openXlsx(out, { header, sheetName });
  let writer: TableWriter | undefined;
  await readRows(
    table.query,
    async (rows) => {
      onRows();
      writer ??= await open();
      await writer.writeRows(rows.map(table.cellsOf));
    },
    signal,
  );
  onRows();
  await (writer ?? (await open())).end();
}
