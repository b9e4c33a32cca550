import { describe, expect, test } from "vitest";
import type { Cell } from "@/lib/export/table";
import { openXlsx } from "@/lib/export/xlsx";
import { columnName } from "@/lib/export/xlsx-parts";
import { zipEnd } from "@/lib/export/zip";
import { readSheet, readZip } from "../../support/read-zip";

async function write(header: string[], batches: Cell[][][], options: { rowsMax?: number } = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const out = async (bytes: Uint8Array) => void pieces.push(bytes);
  const xlsx = await openXlsx(out, { header, sheetName: "Licences", ...options });
  for (const rows of batches) await xlsx.writeRows(rows);
  await xlsx.end();
  return Buffer.concat(pieces);
}

test("a workbook has the parts that Excel asks for, each as long as the archive says", async () => {
  const files = readZip(await write(["a"], [[["x"]]]));
  expect([...files.keys()].sort()).toEqual([
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
  ]);
  expect(files.get("xl/workbook.xml")?.toString()).toContain('<sheet name="Licences" sheetId="1" r:id="rId1"/>');
});

test("cells come back as they were written: texts, numbers, moments, empty ones", async () => {
  const time = new Date("2026-11-25T12:00:00Z");
  const file = await write(
    ["Name", "Units", "Since"],
    [
      [['Größe <1> & "2"', 5, time]],
      [
        ["", -7, null],
        [null, 0, null],
      ],
      [],
    ],
  );
  // 2026-11-25 is day 46351 of Excel.
  expect(readSheet(file)).toEqual([
    ["Name", "Units", "Since"],
    ['Größe <1> & "2"', 5, 46351.5],
    ["", -7],
    ["", 0],
  ]);
});

test.each([
  ["=1+1", "=1+1"],
  [" padded\n", " padded\n"],
  ["_x0041_", "_x0041_"],
  ["a\rb", "a\rb"],
  ["a\u0000b\u001fc", "a\ufffdb\ufffdc"],
  ["half \ud83d pair", "half \ufffd pair"],
  ["whole 😀 pair", "whole 😀 pair"],
  ["x".repeat(40_000), "x".repeat(32_767)],
])("a text stays a text: %j", async (text, shown) => {
  const file = await write(["a"], [[[text]]]);
  expect(readSheet(file)[1]).toEqual([shown]);
  expect(readZip(file).get("xl/worksheets/sheet1.xml")?.toString()).not.toContain("<f>");
});

test("an empty list is a header", async () => {
  expect(readSheet(await write(["a", "b"], []))).toEqual([["a", "b"]]);
});

test("what does not fit on a sheet is continued on the next one, under the same header", async () => {
  const rows = [1, 2, 3, 4, 5].map((number) => [number]);
  const file = await write(["n"], [rows.slice(0, 3), rows.slice(3)], { rowsMax: 3 });
  expect([1, 2, 3].map((sheet) => readSheet(file, sheet))).toEqual([
    [["n"], [1], [2]],
    [["n"], [3], [4]],
    [["n"], [5]],
  ]);
  const files = readZip(file);
  expect(files.get("xl/workbook.xml")?.toString()).toMatch(/name="Licences".*name="Licences 2".*name="Licences 3"/);
  expect(files.get("[Content_Types].xml")?.toString()).toContain("/xl/worksheets/sheet3.xml");
});

test("columns are named as Excel names them", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});

describe("an archive beyond 4 GiB", () => {
  const far = 5 * 1024 ** 3;
  const entry = { name: "b", offset: far, crc: 1, size: 2, compressedSize: 3 };
  const end = zipEnd([{ ...entry, name: "a", offset: 0 }, entry], far + 100);

  test("names far places in its ZIP64 records", () => {
    const locator = end.length - 22 - 20;
    expect(end.readUInt32LE(locator)).toBe(0x07064b50);
    const record = Number(end.readBigUInt64LE(locator + 8)) - (far + 100);
    expect(end.readUInt32LE(record)).toBe(0x06064b50);
    expect(Number(end.readBigUInt64LE(record + 48))).toBe(far + 100);
    expect(Number(end.readBigUInt64LE(record + 40))).toBe(record);
    expect(end.readUInt32LE(end.length - 22 + 16)).toBe(0xffff_ffff);
  });

  test("keeps near places where they always were", () => {
    const second = 46 + 1;
    expect(end.readUInt32LE(42)).toBe(0);
    expect(end.readUInt32LE(second + 42)).toBe(0xffff_ffff);
    expect(end.readUInt16LE(second + 30)).toBe(12);
    expect(Number(end.readBigUInt64LE(second + 46 + 1 + 4))).toBe(far);
  });
});
