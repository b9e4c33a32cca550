import { CsvError, type Info, parse } from "csv-parse/sync";
import { AppError } from "@/lib/errors";

/** Lines as an editor counts them, where the row begins: the header is usually line 1. */
export type CsvRow = { line: number; cells: string[] };
export type CsvTable = { header: string[]; rows: CsvRow[] };

/** What Windows-1252 has in place of the control characters 80 to 9F. */
const WINDOWS_1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";
const DELIMITERS = [";", ",", "\t", "|"] as const;

/**
 * The text of a file as spreadsheets save it: UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, else Windows-1252.
 * @throws AppError csv-unreadable, for what is no text
 */
export function decodeCsv(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const text = isUtf16 ? new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes) : decodeBytes(bytes);
  // Binary; PostgreSQL could not hold it either.
  if (text.includes("\0")) throw new AppError("csv-unreadable");
  return text;
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    // Removes a byte order mark too.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Node's own decoder takes windows-1252 for latin1, which has no euro sign, dashes or curly quotes.
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
  }
}

/**
 * Reads a list with a header. The delimiter is the one that the header has most of, or what Excel's `sep=` line says. Cells
 * come without spaces around them; rows without any value are left out.
 * @throws AppError csv-empty, csv-unreadable
 */
export function readCsvTable(text: string): CsvTable {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const declared = /^"?sep=([;,|\t])"?\n/i.exec(clean);
  const body = declared ? clean.slice(declared[0].length) : clean;
  const [header, ...rows] = parseRows(body, declared?.[1] ?? findDelimiter(body), declared ? 1 : 0);
  if (!header) throw new AppError("csv-empty");
  return { header: header.cells, rows };
}

/** Counted outside of quotes in the first line that is not empty. */
function findDelimiter(text: string): string {
  const counts = new Map<string, number>();
  let isQuoted = false;
  let isBlank = true;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (char === "\n") {
      if (isBlank) continue;
      break;
    }
    counts.set(char, (counts.get(char) ?? 0) + 1);
    isBlank &&= char.trim() === "";
  }
  const count = (delimiter: string) => counts.get(delimiter) ?? 0;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best), DELIMITERS[0]);
}

function parseRows(text: string, delimiter: string, linesBefore: number): CsvRow[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // A row that is too short or has a quote in the wrong place is that row's affair.
      relax_column_count: true,
      relax_quotes: true,
    }) as unknown as { info: Info; record: string[] }[];
    return records.map(({ info, record }) => ({
      line: linesBefore + info.lines - countLineBreaks(record),
      cells: record.map((cell) => cell.trim()),
    }));
  } catch (error) {
    // A quote that is never closed.
    if (error instanceof CsvError) throw new AppError("csv-unreadable", { cause: error });
    throw error;
  }
}

/** The parser tells the line on which a record ends. */
const countLineBreaks = (record: readonly string[]) =>
  record.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);

const keyOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

export type HeaderMap<Field extends string> = {
  /** the place of each field that was found */
  places: Partial<Record<Field, number>>;
  /** names of the header that mean nothing to us */
  unknown: string[];
};

/**
 * Finds the columns of the fields by their names in whatever language, regardless of case, spaces and punctuation. Of a name
 * that occurs twice the first counts.
 */
export function mapHeader<Field extends string>(
  header: readonly string[],
  names: Record<Field, readonly string[]>,
): HeaderMap<Field> {
  const fields = Object.entries(names) as [Field, readonly string[]][];
  const places: Partial<Record<Field, number>> = {};
  const unknown: string[] = [];
  header.forEach((name, place) => {
    const key = keyOf(name);
    const field = fields.find(([, known]) => known.some((each) => keyOf(each) === key))?.[0];
    if (field === undefined || places[field] !== undefined) {
      if (name !== "") unknown.push(name);
    } else places[field] = place;
  });
  return { places, unknown };
}
