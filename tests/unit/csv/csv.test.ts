import { expect, test } from "vitest";
import { decodeCsv, mapHeader, readCsvTable } from "@/lib/csv";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);

test.each([
  ["UTF-8", utf8("Größe")],
  ["UTF-8 with a byte order mark", bytes(0xef, 0xbb, 0xbf, ...utf8("Größe"))],
  ["Windows-1252", bytes(0x47, 0x72, 0xf6, 0xdf, 0x65)],
  ["UTF-16, little end first", bytes(0xff, 0xfe, ...Buffer.from("Größe", "utf16le"))],
  ["UTF-16, big end first", bytes(0xfe, 0xff, ...Buffer.from("Größe", "utf16le").swap16())],
])("a file in %s is read", (_, given) => {
  expect(decodeCsv(given)).toBe("Größe");
});

test("the euro sign of Windows-1252 survives", () => {
  expect(decodeCsv(bytes(0x80))).toBe("€");
});

test("a file that is no text is refused", () => {
  expect(() => decodeCsv(bytes(0x50, 0x4b, 0x03, 0x04, 0x00, 0x00))).toThrow("csv-unreadable");
});

test.each([
  ["semicolons", "Name;Note\nA;x,y,z"],
  ["commas", 'Name,Note\nA,"x,y,z"'],
  ["tabs", "Name\tNote\nA\tx,y,z"],
  ["bars", "Name|Note\nA|x,y,z"],
  ["what Excel's first line says", "sep=;\nName;Note\nA;x,y,z"],
  ["semicolons, in spite of commas in a quoted name", '"Name";Note\nA;x,y,z'],
])("columns may be separated by %s", (_, text) => {
  const { header, rows } = readCsvTable(text);
  expect(header).toEqual(["Name", "Note"]);
  expect(rows.map((row) => row.cells)).toEqual([["A", "x,y,z"]]);
});

test("commas inside a quoted header do not decide", () => {
  expect(readCsvTable('"Name, first, last, other";Note\nA;B').header).toEqual(["Name, first, last, other", "Note"]);
});

test.each(["\n", "\r\n"])("rows know the line on which they begin, line break %j", (end) => {
  const text = ["", "Name;Note", "A;one", "", 'B;"two', 'lines"', " ; ", "C;three"].join(end);
  expect(readCsvTable(text).rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [3, "A"],
    [5, "B"],
    [8, "C"],
  ]);
});

test("Excel's separator line is a line too", () => {
  expect(readCsvTable("sep=,\r\nName,Note\r\nA,x\r\n").rows[0]?.line).toBe(3);
});

test.each(["", "\n\n", " ; ; "])("a file without a header is empty: %j", (text) => {
  expect(() => readCsvTable(text)).toThrow("csv-empty");
});

test("a quote that is never closed makes the file unreadable", () => {
  expect(() => readCsvTable('Name;Note\n"A;x\nB;y')).toThrow("csv-unreadable");
});

test("a header is understood in either language, in any spelling and order", () => {
  const names = { name: ["Name"], number: ["Licence ID", "Lizenz-ID"], notes: ["Notes", "Notizen"] };
  expect(mapHeader(["lizenz id", "NAME", "Farbe", "", "Name"], names)).toEqual({
    places: { number: 0, name: 1 },
    unknown: ["Farbe", "Name"],
  });
});
