import { crc32, inflateRawSync } from "node:zlib";

/** The files of a ZIP archive by its directory, each held against its length and checksum. */
export function readZip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("the archive has no end");
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error(`entry ${entry} is not where the directory should be`);
    const [crc, compressedSize, size] = [16, 20, 24].map((field) => archive.readUInt32LE(at + field));
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    if (archive.readUInt32LE(local) !== 0x04034b50) throw new Error(`${name} is not where the directory says`);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = inflateRawSync(archive.subarray(start, start + (compressedSize ?? 0)));
    if (data.length !== size || crc32(data) !== crc) throw new Error(`${name} differs from its length or checksum`);
    files.set(name, data);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

const decode = (text: string) =>
  text
    .replace(/&(lt|gt|quot);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"' })[name] ?? "")
    .replaceAll("&amp;", "&")
    .replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The cells of a sheet as Excel would show them, numbers as numbers. */
export function readSheet(archive: Buffer, number = 1): (string | number)[][] {
  const xml = readZip(archive).get(`xl/worksheets/sheet${number}.xml`)?.toString("utf8");
  if (xml === undefined) throw new Error(`there is no sheet ${number}`);
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row = ""]) => {
    const cells: (string | number)[] = [];
    for (const [, column = "", text, value] of row.matchAll(
      /<c r="([A-Z]+)\d+"[^>]*>(?:<is><t xml:space="preserve">(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs,
    )) {
      const position = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      cells[position] = text === undefined ? Number(value) : decode(text);
    }
    return Array.from(cells, (cell) => cell ?? "");
  });
}
