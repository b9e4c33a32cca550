/** @property bytes null when the block is cut off or is not Base64 */
export type PemBlock = { label: string; bytes: Buffer | null; encryption: { cipher: string; iv: Buffer } | null };

/** Where an old encrypted key names its cipher and its starting vector. */
const ENCRYPTION = /DEK-Info:\s*([A-Za-z0-9-]+),\s*([0-9A-Fa-f]+)/;
const PROC_TYPE = /Proc-Type:\s*4,\s*ENCRYPTED/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** How the Base64 of anything that is longer than 255 bytes and begins as certificates, keys and PFX files do starts. */
const BARE = /^MI[A-Za-z0-9+/]+={0,2}$/;

/** Without what is no visible ASCII character, and without line breaks that were pasted as \n. */
const compact = (text: string) => text.replace(/\\[rn]|[^\x21-\x7e]/g, "");

function readBlock(label: string, body: string, isComplete: boolean): PemBlock {
  const [, cipher, iv] = ENCRYPTION.exec(body) ?? [];
  const base64 = compact(body.replace(PROC_TYPE, "").replace(ENCRYPTION, ""));
  return {
    label,
    bytes: isComplete && BASE64.test(base64) ? Buffer.from(base64, "base64") : null,
    encryption: cipher && iv ? { cipher: cipher.toUpperCase(), iv: Buffer.from(iv, "hex") } : null,
  };
}

/**
 * The PEM blocks of a text with anything around them. Read as single bytes without the zero ones, a text looks the same in
 * ASCII, in UTF-8 and in UTF-16, with or without a mark in front.
 */
export function splitPem(part: Uint8Array): PemBlock[] {
  const pieces = Buffer.from(part).toString("latin1").replaceAll("\0", "").split("-----");
  return pieces.flatMap((piece, index) => {
    const [, label] = /^BEGIN ([A-Z0-9 ]{1,40})$/.exec(piece) ?? [];
    return label ? [readBlock(label, pieces[index + 1] ?? "", pieces[index + 2] === `END ${label}`)] : [];
  });
}

/** What Base64 without any frame holds, as key vaults hand out a PFX file; null when this is something else. */
export function decodeBareBase64(part: Uint8Array): Buffer | null {
  const text = compact(Buffer.from(part).toString("latin1"));
  return BARE.test(text) ? Buffer.from(text, "base64") : null;
}
