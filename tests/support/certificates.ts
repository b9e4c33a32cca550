import files from "./certificates.json" with { type: "json" };

/** What the files are protected by: Latin, and letters beyond Latin and beyond what 16 bits hold. */
export const passwords = { plain: "Passw0rd of a test", foreign: "Zürich-€-𝄞" };

export type CertificateFile = keyof typeof files;
export const certificateFiles = Object.keys(files) as CertificateFile[];

/** A file that make-certificates.ts has made once. Its keys are for tests only: they open nothing anywhere. */
export const certificateFile = (name: CertificateFile): Buffer => Buffer.from(files[name], "base64");

/** The password of a file; some have an empty one or none. */
export function passwordOf(name: CertificateFile): string {
  if (/^(empty|no)-password/.test(name)) return "";
  return name.startsWith("foreign") ? passwords.foreign : passwords.plain;
}

const isConstructed = (tag: number) => (tag & 0x20) !== 0;
const LONGEST_PIECE = 64;
const SEQUENCE = 0x30;
const OCTETS = 0x04;

/** Wraps in the form whose end is marked, not counted. */
const openEnded = (tag: number, ...content: Buffer[]) =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])]);

function pieces(bytes: Buffer): Buffer[] {
  const starts = Array.from({ length: Math.ceil(bytes.length / LONGEST_PIECE) }, (_, index) => index * LONGEST_PIECE);
  return starts.map((start) => {
    const piece = bytes.subarray(start, start + LONGEST_PIECE);
    return Buffer.concat([Buffer.from([OCTETS, piece.length]), piece]);
  });
}

/**
 * DER as some programs (Firefox, Bouncy Castle) write it: lengths left open, long octet strings in pieces.
 * @param depth how many layers of octet strings are rewritten inside, too
 */
export function loosenDer(der: Buffer, depth = 0): Buffer {
  const loose: Buffer[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der.readUInt8(at);
    const first = der.readUInt8(at + 1);
    const digits = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + digits;
    const end = start + (digits === 0 ? first : der.readUIntBE(at + 2, digits));
    const content = der.subarray(start, end);
    if (isConstructed(tag)) loose.push(openEnded(tag, loosenDer(content, depth)));
    else if (content.length > LONGEST_PIECE && (tag === OCTETS || tag === 0x80)) {
      const isNested = depth > 0 && content[0] === SEQUENCE;
      loose.push(openEnded(tag | 0x20, ...pieces(isNested ? loosenDer(content, depth - 1) : content)));
    } else loose.push(der.subarray(at, end));
    at = end;
  }
  return Buffer.concat(loose);
}
