import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";
import type { Output } from "./table";

const deflate = promisify(deflateRaw) as (data: Uint8Array, options: { finishFlush: number }) => Promise<Buffer>;

/** Above this a number no longer fits its field of four bytes, and its place is in the ZIP64 extension. */
const FIELD_MAX = 0xffff_ffff;
/** bit 3: sizes and checksum follow the data; bit 11: names are UTF-8 */
const FLAGS = 0x0808;
const METHOD_DEFLATE = 8;
/** 1980-01-01, the first day that ZIP knows: equal lists make equal files */
const DAY_ZERO = 0x0021;

export type ZipEntry = { name: string; offset: number; crc: number; size: number; compressedSize: number };

export type ZipWriter = {
  /** one file at a time: the next one begins when `close` has resolved */
  open(name: string): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
  end(): Promise<void>;
};

/** Little-endian fields: [width in bytes, value]. */
function fields(...pairs: [width: 2 | 4 | 8, value: number][]): Buffer {
  const buffer = Buffer.alloc(pairs.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of pairs) {
    if (width === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, width);
    at += width;
  }
  return buffer;
}

/** A ZIP archive written in one pass, without knowing beforehand how long its files are. A file stays below 4 GiB. */
export function openZip(out: Output): ZipWriter {
  const encoder = new TextEncoder();
  const entries: ZipEntry[] = [];
  let written = 0;
  const put = async (bytes: Uint8Array) => {
    written += bytes.length;
    await out(bytes);
  };
  return {
    async open(name) {
      const entry: ZipEntry = { name, offset: written, crc: 0, size: 0, compressedSize: 0 };
      entries.push(entry);
      await put(localHeader(name));
      // Each piece is a block of its own in the same deflate stream; only the last one says that it is the last.
      const add = async (bytes: Uint8Array, finishFlush: number) => {
        const compressed = await deflate(bytes, { finishFlush });
        // Of no bytes at all, zlib may answer with the checksum it starts from.
        if (bytes.length > 0) entry.crc = crc32(bytes, entry.crc);
        entry.size += bytes.length;
        entry.compressedSize += compressed.length;
        if (entry.size > FIELD_MAX || entry.compressedSize > FIELD_MAX)
          throw new Error(`${name} is too large for a ZIP`);
        await put(compressed);
      };
      return {
        write: (text) => add(encoder.encode(text), constants.Z_SYNC_FLUSH),
        async close() {
          await add(new Uint8Array(), constants.Z_FINISH);
          await put(fields([4, 0x08074b50], [4, entry.crc], [4, entry.compressedSize], [4, entry.size]));
        },
      };
    },
    end: () => put(zipEnd(entries, written)),
  };
}

function localHeader(name: string): Buffer {
  const bytes = Buffer.from(name);
  const head = fields([4, 0x04034b50], [2, 20], [2, FLAGS], [2, METHOD_DEFLATE], [2, 0], [2, DAY_ZERO], [4, 0], [4, 0]);
  return Buffer.concat([head, fields([4, 0], [2, bytes.length], [2, 0]), bytes]);
}

/** The directory of an archive and its end, with the ZIP64 records when a place lies beyond 4 GiB. */
export function zipEnd(entries: readonly ZipEntry[], directoryOffset: number): Buffer {
  const directory = Buffer.concat(entries.map(directoryRecord));
  const isFar = directoryOffset + directory.length > FIELD_MAX;
  const count = entries.length;
  const zip64 = fields(
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, directory.length],
    [8, directoryOffset],
    // The locator: where the record above stands.
    [4, 0x07064b50],
    [4, 0],
    [8, directoryOffset + directory.length],
    [4, 1],
  );
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, isFar ? FIELD_MAX : directoryOffset],
    [2, 0],
  );
  return Buffer.concat(isFar ? [directory, zip64, end] : [directory, end]);
}

function directoryRecord({ name, offset, crc, size, compressedSize }: ZipEntry): Buffer {
  const bytes = Buffer.from(name);
  const isFar = offset >= FIELD_MAX;
  const extra = isFar ? fields([2, 0x0001], [2, 8], [8, offset]) : Buffer.alloc(0);
  return Buffer.concat([
    fields([4, 0x02014b50], [2, isFar ? 45 : 20], [2, isFar ? 45 : 20], [2, FLAGS], [2, METHOD_DEFLATE], [2, 0]),
    fields([2, DAY_ZERO], [4, crc], [4, compressedSize], [4, size], [2, bytes.length], [2, extra.length], [2, 0]),
    fields([2, 0], [2, 0], [4, 0], [4, isFar ? FIELD_MAX : offset]),
    bytes,
    extra,
  ]);
}
