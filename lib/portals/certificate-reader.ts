import { createPublicKey, type KeyObject, sign, verify, type X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { type CertificateFacts, describeCertificate, isKeyOfCertificate } from "./certificate";
import { type Contents, readContents } from "./certificate-contents";
import { certificateError } from "./certificate-errors";
import { createPkcs12Kdf, toBmpString } from "./pkcs12-kdf";

export { certificateErrorCodes } from "./certificate-errors";

const MAX_PART_BYTES = 64 * 1024;
const MAX_TOTAL_BYTES = 256 * 1024;
const READ_MS = 30_000;
const MIN_MODULUS_BITS = 2048;
/** More than any library signs with in reasonable time. */
const MAX_MODULUS_BITS = 16_384;
const CLOCK_SKEW_MS = 10 * 60_000;

/** What people give: any number of files or pasted texts, in any order, and the password that protects them. */
export type CertificateInput = { parts: readonly Uint8Array[]; password: string };
export type CertificatePair = {
  certificatePem: string;
  /** PKCS#8, not encrypted: belongs sealed at once */
  privateKeyPem: string;
  facts: CertificateFacts;
};

async function readParts({ parts, password }: CertificateInput): Promise<Contents> {
  const signal = AbortSignal.timeout(READ_MS);
  const kdf = createPkcs12Kdf(signal);
  // An empty password is two zero bytes to some programs and nothing at all to others.
  const bmpPasswords = password === "" ? [toBmpString(""), Buffer.alloc(0)] : [toBmpString(password)];
  const found: Contents = { certificates: [], keys: [] };
  try {
    for (const part of parts) await readContents(part, { password, bmpPasswords, kdf, signal }, found);
    return found;
  } finally {
    await kdf.close();
  }
}

/** The one RSA key among them. @throws AppError */
function chooseKey(keys: readonly KeyObject[]): KeyObject {
  const [key] = keys;
  if (!key) throw certificateError("private-key-missing");
  if (!keys.every((other) => other.equals(key))) throw certificateError("private-key-several");
  if (key.asymmetricKeyType !== "rsa") throw certificateError("private-key-not-rsa");
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MIN_MODULUS_BITS) throw certificateError("private-key-too-short");
  // A sound key's numbers are about as long as its modulus; longer ones would keep a processor busy for hours.
  const isSound = bits <= MAX_MODULUS_BITS && key.export({ type: "pkcs8", format: "der" }).length <= bits;
  if (!isSound) throw certificateError("private-key-unreadable");
  return key;
}

const isCurrent = ({ validFrom, validUntil }: CertificateFacts, now: Date) =>
  validUntil >= now && validFrom.getTime() <= now.getTime() + CLOCK_SKEW_MS;

/** Of the key's own certificates one that is valid now, else the newest; in a chain its issuers lie beside it. @throws AppError */
function chooseCertificate(
  certificates: readonly X509Certificate[],
  privateKeyPem: string,
  now: Date,
): CertificatePair {
  if (certificates.length === 0) throw certificateError("certificate-missing");
  const own = certificates.map(String).filter((pem) => isKeyOfCertificate(pem, privateKeyPem));
  const [best] = own
    .map((certificatePem) => ({ certificatePem, privateKeyPem, facts: describeCertificate(certificatePem) }))
    .sort((a, b) => Number(b.facts.validUntil) - Number(a.facts.validUntil))
    .sort((a, b) => Number(isCurrent(b.facts, now)) - Number(isCurrent(a.facts, now)));
  if (!best) throw certificateError("certificate-key-mismatch");
  return best;
}

/** @throws AppError */
function checkDates({ validFrom, validUntil }: CertificateFacts, now: Date): void {
  if (!(validFrom <= validUntil)) throw certificateError("certificate-unreadable");
  const day = (date: Date) => ({ date: date.toISOString().slice(0, 10) });
  if (validUntil < now) throw certificateError("certificate-expired", day(validUntil));
  if (validFrom.getTime() > now.getTime() + CLOCK_SKEW_MS)
    throw certificateError("certificate-not-yet-valid", day(validFrom));
}

/** Whether what the private half signs holds before the public half: a damaged key still looks like one. */
async function canSign(key: KeyObject): Promise<boolean> {
  const probe = Buffer.from("Seatwise");
  try {
    return verify("sha256", probe, createPublicKey(key), await promisify(sign)("sha256", probe, key));
  } catch {
    return false;
  }
}

/** @throws AppError with one of certificateErrorCodes */
export async function readCertificate(input: CertificateInput, now: Date): Promise<CertificatePair> {
  const sizes = input.parts.map((part) => part.byteLength);
  if (sizes.some((size) => size > MAX_PART_BYTES) || sizes.reduce((sum, size) => sum + size, 0) > MAX_TOTAL_BYTES)
    throw certificateError("certificate-too-large");
  const { certificates, keys } = await readParts(input);
  if (certificates.length + keys.length === 0) throw certificateError("certificate-unreadable");
  const key = chooseKey(keys);
  const pair = chooseCertificate(certificates, String(key.export({ type: "pkcs8", format: "pem" })), now);
  checkDates(pair.facts, now);
  if (!(await canSign(key))) throw certificateError("private-key-unreadable");
  return pair;
}
