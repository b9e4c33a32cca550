import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { decryptKey, decryptOldPem, type Unlocking } from "./certificate-decryption";
import { outlineDer } from "./certificate-der";
import { certificateError } from "./certificate-errors";
import { decodeBareBase64, type PemBlock, splitPem } from "./certificate-pem";
import { readPkcs12 } from "./pkcs12";

export type Contents = { certificates: X509Certificate[]; keys: KeyObject[] };
/** A pair and a long chain; reading thousands would keep everybody else waiting. */
const MAX_VALUES = 50;

/** What a value in DER is, told by the tags of its parts. */
const shapes = [
  ["pkcs8", /^02 30 04/],
  ["pkcs1", /^02( 02){8}/],
  ["sec1", /^02 04/],
  ["encrypted-key", /^30 04$/],
  ["pfx", /^02 30( 30)?$/],
  ["certificate", /^30 30 03$/],
] as const;

/** @throws AppError certificate-too-large */
function makeRoom({ certificates, keys }: Contents): void {
  if (certificates.length + keys.length >= MAX_VALUES) throw certificateError("certificate-too-large");
}

/** @throws AppError private-key-unreadable, certificate-too-large */
function addKey(found: Contents, key: Uint8Array, type: "pkcs8" | "pkcs1" | "sec1"): void {
  makeRoom(found);
  try {
    found.keys.push(createPrivateKey({ key: Buffer.from(key), format: "der", type }));
  } catch {
    // The reason may quote the key.
    throw certificateError("private-key-unreadable");
  }
}

/** @throws AppError certificate-too-large */
function addCertificate(found: Contents, bytes: Uint8Array): void {
  makeRoom(found);
  try {
    found.certificates.push(new X509Certificate(bytes));
  } catch {
    // Something else of the same outline, such as a certificate request.
  }
}

/** Adds what a value in DER holds; nothing when it is of no known kind. @throws AppError */
async function readDer(bytes: Uint8Array, unlocking: Unlocking, found: Contents): Promise<void> {
  const outline = outlineDer(bytes);
  const [shape] = shapes.find(([, tags]) => outline && tags.test(outline.tags)) ?? [];
  const value = bytes.subarray(0, outline?.length);
  if (shape === "pfx") {
    const { certificates, keys } = await readPkcs12(value, unlocking);
    for (const certificate of certificates) addCertificate(found, certificate);
    for (const key of keys) addKey(found, key, "pkcs8");
  } else if (shape === "encrypted-key") addKey(found, await decryptKey(value, unlocking), "pkcs8");
  else if (shape === "certificate") addCertificate(found, value);
  else if (shape) addKey(found, value, shape);
}

async function readPemBlock({ label, bytes, encryption }: PemBlock, unlocking: Unlocking, found: Contents) {
  const isKey = label.endsWith("PRIVATE KEY");
  const isCertificate = /^(TRUSTED |X509 )?CERTIFICATE$/.test(label);
  if (!isKey && !isCertificate) return;
  const [certificatesBefore, keysBefore] = [found.certificates.length, found.keys.length];
  const plain = bytes && encryption ? decryptOldPem(encryption, bytes, unlocking) : bytes;
  if (plain) await readDer(plain, unlocking, found);
  if (isKey && found.keys.length === keysBefore) throw certificateError("private-key-unreadable");
  if (isCertificate && found.certificates.length === certificatesBefore)
    throw certificateError("certificate-unreadable");
}

/** Adds everything that a file or a pasted text holds. @throws AppError */
export async function readContents(part: Uint8Array, unlocking: Unlocking, found: Contents): Promise<void> {
  const blocks = splitPem(part);
  if (blocks.length === 0) await readDer(decodeBareBase64(part) ?? part, unlocking, found);
  for (const block of blocks) await readPemBlock(block, unlocking, found);
}
