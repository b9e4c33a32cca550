import { AsnConstructedOctetStringConverter, AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { certificateError } from "./certificate-errors";

const MAX_DEPTH = 32;
const CONSTRUCTED = 0x20;
const MANY_BYTE_TAG = 0x1f;
const INDEFINITE = 0x80;

/** @property tags those of what the outermost value holds, as hex: "02 30 04" */
type Outline = { tags: string; length: number };

/** The length that stands at `at`; null when it is of no kind that is used here. */
function readLength(bytes: Uint8Array, at: number): { value: number; contentAt: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first === INDEFINITE) return { value: Number.POSITIVE_INFINITY, contentAt: at + 1 };
  if (first < INDEFINITE) return { value: first, contentAt: at + 1 };
  const count = first - INDEFINITE;
  if (count > 4 || at + count >= bytes.length) return null;
  const digits = bytes.subarray(at + 1, at + 1 + count);
  return { value: digits.reduce((sum, digit) => sum * 256 + digit, 0), contentAt: at + 1 + count };
}

/**
 * Walks over a value in DER, or in the looser BER that some programs write, without recursion: a parser that recurses
 * sees nothing that is not sound and shallow here. What follows the value is not looked at.
 */
export function outlineDer(bytes: Uint8Array): Outline | null {
  const tags: string[] = [];
  /** Where each open value ends; Infinity: where its end is marked. */
  const ends: number[] = [];
  let at = 0;
  do {
    const limit = Math.min(bytes.length, ...ends);
    const tag = bytes[at];
    if (tag === undefined || at + 2 > limit) return null;
    const isEndMark = tag === 0 && bytes[at + 1] === 0 && ends.at(-1) === Number.POSITIVE_INFINITY;
    if (isEndMark) {
      ends.pop();
      at += 2;
    } else {
      const length = readLength(bytes, at + 1);
      if (!length || (tag & MANY_BYTE_TAG) === MANY_BYTE_TAG) return null;
      const end = length.contentAt + length.value;
      const isConstructed = (tag & CONSTRUCTED) !== 0;
      if (Number.isFinite(end) ? end > limit : !isConstructed) return null;
      if (ends.length === 1) tags.push(tag.toString(16).padStart(2, "0"));
      if (isConstructed) ends.push(end);
      if (ends.length > MAX_DEPTH) return null;
      at = isConstructed ? length.contentAt : end;
    }
    while (ends.at(-1) === at) ends.pop();
  } while (ends.length > 0);
  return { tags: tags.join(" "), length: at };
}

/** Null when the bytes are not of this type. */
export function parseDer<T>(bytes: ArrayBuffer | Uint8Array, type: new () => T): T | null {
  const view = new Uint8Array(bytes);
  if (!outlineDer(view)) return null;
  try {
    // What an octet string holds is parsed when it is asked for, after its own check.
    return AsnConvert.parse(view, type, { berOptions: { parseEmbedded: false } });
  } catch {
    return null;
  }
}

/** Reads an octet string that was written in pieces, too. */
class Octets extends OctetString {
  override fromASN(asn: Parameters<OctetString["fromASN"]>[0]): this {
    this.buffer = AsnConstructedOctetStringConverter.fromASN(asn).buffer;
    return this;
  }
}

/** @throws AppError certificate-unreadable */
export const demandOctets = (bytes: ArrayBuffer | null) => Buffer.from(demandDer(bytes, Octets).buffer);

/** @throws AppError certificate-unreadable */
export function demandDer<T>(bytes: ArrayBuffer | Uint8Array | null | undefined, type: new () => T): T {
  const value = bytes ? parseDer(bytes, type) : null;
  if (value === null) throw certificateError("certificate-unreadable");
  return value;
}
