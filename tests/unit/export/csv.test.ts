import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvField, openCsv, separatorOf } from "@/lib/export/csv";
import type { Cell } from "@/lib/export/table";

async function write(header: string[], rows: Cell[][], separator: "," | ";"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const csv = await openCsv(async (bytes) => void pieces.push(bytes), header, separator);
  await csv.writeRows(rows);
  await csv.end();
  return Buffer.concat(pieces);
}

test.each<[Cell, string]>([
  [null, ""],
  ["", ""],
  ["plain", "plain"],
  ["Müller, Jörg", '"Müller, Jörg"'],
  ["a;b", "a;b"],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["two\r\nlines", '"two\r\nlines"'],
  [" padded ", '" padded "'],
  [0, "0"],
  [-5, "-5"],
  [1234567, "1234567"],
  [new Date("2026-11-25T08:40:12.345Z"), "2026-11-25T08:40:12Z"],
])("a field by RFC 4180: %j", (cell, field) => {
  expect(csvField(cell, ",")).toBe(field);
});

describe("a text that a spreadsheet would calculate gets an apostrophe", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+49 30 1234", "'+49 30 1234"],
    ["-2+3", "'-2+3"],
    ["-5", "'-5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", `"'\r=1"`],
    ["\n=1", `"'\n=1"`],
    ["＝1+1", "'＝1+1"],
    ['=HYPERLINK("http://x.example","y")', `"'=HYPERLINK(""http://x.example"",""y"")"`],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ])("%j", (text, field) => {
    expect(csvField(text, ",")).toBe(field);
  });

  test.each(["a=1", "1+1", "x@contoso.example", "A-1", "'quoted"])("not %j", (text) => {
    expect(csvField(text, ",")).toBe(text);
  });
});

test("a German Excel gets semicolons, all others commas", () => {
  expect([separatorOf("de-DE"), separatorOf("en-GB")]).toEqual([";", ","]);
});

test("the file begins with the byte order mark and its header, and lines end with CR LF", async () => {
  const file = await write(["Größe", "b"], [["1", 2]], ";");
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(file.subarray(3).toString("utf8")).toBe("Größe;b\r\n1;2\r\n");
});

test.each([",", ";"] as const)(
  "a reader of CSV gets every text back, but for the apostrophes: %s",
  async (separator) => {
    const unit = fc.constantFrom(..."aü=+-@\t\r\n\",; '＝😀");
    const text = fc.string({ unit, maxLength: 6 });
    const rows = fc.sample(fc.tuple(text, text), 500);
    const file = await write(["a", "b"], rows, separator);
    const read: string[][] = parse(file, { bom: true, delimiter: separator, record_delimiter: "\r\n" });
    const defused = rows.map((row) => row.map((cell) => (/^[=+\-@\t\r\n＝]/.test(cell) ? `'${cell}` : cell)));
    expect(read).toEqual([["a", "b"], ...defused]);
  },
);
