import { decodeCsv } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { CSV_BYTES_MAX, CSV_MIB_MAX } from "./csv-fields";

/** The text of a file, or what was pasted where there is none. @throws AppError csv-empty, csv-too-large, csv-unreadable */
export async function readSource({ file, text }: { file?: File; text: string }): Promise<string> {
  const bytes = file && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
  if ((bytes?.byteLength ?? text.length) > CSV_BYTES_MAX) {
    throw new AppError("csv-too-large", { params: { maximum: CSV_MIB_MAX } });
  }
  const contents = bytes ? decodeCsv(bytes) : text;
  if (contents.includes("\0")) throw new AppError("csv-unreadable");
  if (contents.trim() === "") throw new AppError("csv-empty");
  return contents;
}
