import type { Cell, Output, TableWriter } from "./table";
import {
  columnName,
  contentTypes,
  packageRelations,
  sheetEnd,
  sheetStart,
  styles,
  workbook,
  workbookRelations,
} from "./xlsx-parts";
import { escapeXml } from "./xml";
import { openZip } from "./zip";

/** of a sheet, its header included; what comes after stands in a further sheet */
export const SHEET_ROWS_MAX = 1_048_576;
/** A file in a ZIP stays below 4 GiB; a sheet of texts this long is continued in the next one. */
const SHEET_CHARS_MAX = 1_000_000_000;
/** of Excel; a longer text makes it call the file damaged */
const CELL_CHARS_MAX = 32_767;

const DAY_MS = 86_400_000;
/** Excel counts days from 1899-12-30. */
const excelDay = (date: Date) => date.getTime() / DAY_MS + 25_569;

function cellXml(cell: Cell, column: number, row: number): string {
  if (cell === null || cell === "") return "";
  const place = `${columnName(column)}${row}`;
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c r="${place}" s="1"><v>${excelDay(cell)}</v></c>`;
  return textXml(cell, place);
}

/** An inline string is never a formula, whatever it begins with. */
const textXml = (text: string, place: string, style = "") =>
  `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, CELL_CHARS_MAX))}</t></is></c>`;

type Options = { header: readonly string[]; sheetName: string; rowsMax?: number };

/** A workbook for Excel, written as it comes: no row is kept. */
export async function openXlsx(
  out: Output,
  { header, sheetName, rowsMax = SHEET_ROWS_MAX }: Options,
): Promise<TableWriter> {
  const zip = openZip(out);
  let sheetCount = 0;
  let row = 0;
  let chars = 0;
  const openSheet = async () => {
    sheetCount += 1;
    row = 1;
    chars = 0;
    const sheet = await zip.open(`xl/worksheets/sheet${sheetCount}.xml`);
    const cells = header.map((text, column) => textXml(text, `${columnName(column)}1`, ' s="2"'));
    await sheet.write(`${sheetStart(header.length)}<row r="1">${cells.join("")}</row>`);
    return sheet;
  };
  let sheet = await openSheet();
  const closeSheet = async () => {
    await sheet.write(sheetEnd(header.length, row));
    await sheet.close();
  };
  const writeFile = async (name: string, text: string) => {
    const file = await zip.open(name);
    await file.write(text);
    await file.close();
  };
  return {
    async writeRows(rows) {
      let text = "";
      for (const cells of rows) {
        if (row >= rowsMax || chars > SHEET_CHARS_MAX) {
          await sheet.write(text);
          text = "";
          await closeSheet();
          sheet = await openSheet();
        }
        row += 1;
        const line = `<row r="${row}">${cells.map((cell, column) => cellXml(cell, column, row)).join("")}</row>`;
        chars += line.length;
        text += line;
      }
      if (text) await sheet.write(text);
    },
    async end() {
      await closeSheet();
      const names = Array.from({ length: sheetCount }, (_, index) =>
        index === 0 ? sheetName : `${sheetName} ${index + 1}`,
      );
      await writeFile("xl/styles.xml", styles);
      await writeFile("xl/workbook.xml", workbook(names));
      await writeFile("xl/_rels/workbook.xml.rels", workbookRelations(sheetCount));
      await writeFile("_rels/.rels", packageRelations);
      await writeFile("[Content_Types].xml", contentTypes(sheetCount));
      await zip.end();
    },
  };
}
