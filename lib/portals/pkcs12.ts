import { createHmac, timingSafeEqual } from "node:crypto";
import { type ContentInfo, id_data, id_encryptedData } from "@peculiar/asn1-cms";
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_keyBag,
  id_pkcs8ShroudedKeyBag,
  id_SafeContents,
  id_x509Certificate,
  type MacData,
  PFX,
  SafeContents,
} from "@peculiar/asn1-pfx";
import { decrypt, decryptKey, demandIterations, type Unlocking, wrongPassword } from "./certificate-decryption";
import { demandDer, demandOctets, parseDer } from "./certificate-der";
import { EncryptedData } from "./certificate-encryption";
import { certificateError } from "./certificate-errors";
import { kdfPurposes } from "./pkcs12-kdf";

/** @property keys PKCS#8 */
export type Pkcs12Contents = { certificates: Uint8Array[]; keys: Uint8Array[] };

const macHashes = new Map([
  ["1.3.14.3.2.26", { hash: "sha1", length: 20 }],
  ["2.16.840.1.101.3.4.2.1", { hash: "sha256", length: 32 }],
  ["2.16.840.1.101.3.4.2.2", { hash: "sha384", length: 48 }],
  ["2.16.840.1.101.3.4.2.3", { hash: "sha512", length: 64 }],
] as const);

/** The form of the password under which the file's own check holds. @throws AppError */
async function findPassword(mac: MacData, content: Buffer, unlocking: Unlocking): Promise<Buffer> {
  const algorithm = macHashes.get(mac.mac.digestAlgorithm.algorithm as never);
  if (!algorithm) throw certificateError("certificate-encryption-unsupported");
  const iterations = demandIterations(mac.iterations);
  const salt = Buffer.from(mac.macSalt.buffer);
  const expected = Buffer.from(mac.mac.digest.buffer);
  for (const password of unlocking.bmpPasswords) {
    const request = { ...algorithm, purpose: kdfPurposes.mac, password, salt, iterations };
    const [key = Buffer.alloc(0)] = await unlocking.kdf.derive([request]);
    const actual = createHmac(algorithm.hash, key).update(content).digest();
    if (actual.length === expected.length && timingSafeEqual(actual, expected)) return password;
  }
  throw wrongPassword(unlocking);
}

async function openSafe({ contentType, content }: ContentInfo, unlocking: Unlocking): Promise<SafeContents> {
  if (contentType === id_data) return demandDer(demandOctets(content), SafeContents);
  // Such as one that is encrypted for certain accounts of a domain instead of by a password.
  if (contentType !== id_encryptedData) throw certificateError("certificate-encryption-unsupported");
  const { encryptedContent, contentEncryptionAlgorithm } = demandDer(content, EncryptedData).content;
  const pieces = encryptedContent?.constructedValue ?? [encryptedContent?.value];
  const data = Buffer.concat(pieces.map((piece) => Buffer.from(piece?.buffer ?? new ArrayBuffer(0))));
  return await decrypt(contentEncryptionAlgorithm, data, unlocking, (plain) => parseDer(plain, SafeContents));
}

async function collect(safe: SafeContents, unlocking: Unlocking, into: Pkcs12Contents): Promise<void> {
  for (const { bagId, bagValue } of safe) {
    if (bagId === id_keyBag) into.keys.push(new Uint8Array(bagValue));
    if (bagId === id_pkcs8ShroudedKeyBag) into.keys.push(await decryptKey(bagValue, unlocking));
    if (bagId === id_certBag) {
      const { certId, certValue } = demandDer(bagValue, CertBag);
      if (certId === id_x509Certificate) into.certificates.push(demandOctets(certValue));
    }
    // Nested as deep as DER may be nested here, and no deeper.
    if (bagId === id_SafeContents) await collect(demandDer(bagValue, SafeContents), unlocking, into);
  }
}

/** @throws AppError see decrypt */
export async function readPkcs12(bytes: Uint8Array, unlocking: Unlocking): Promise<Pkcs12Contents> {
  const { authSafe, macData } = demandDer(bytes, PFX);
  if (authSafe.contentType !== id_data) throw certificateError("certificate-encryption-unsupported");
  const content = demandOctets(authSafe.content);
  // A file without this check is read as having an empty one.
  const hasMac = macData.mac.digestAlgorithm.algorithm !== "";
  const inner = hasMac ? { ...unlocking, bmpPasswords: [await findPassword(macData, content, unlocking)] } : unlocking;
  const contents: Pkcs12Contents = { certificates: [], keys: [] };
  for (const part of demandDer(content, AuthenticatedSafe)) await collect(await openSafe(part, inner), inner, contents);
  return contents;
}
