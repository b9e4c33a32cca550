import { createDecipheriv, createHash, pbkdf2, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { id_pbeWithSHAAnd3_KeyTripleDES_CBC } from "@peculiar/asn1-pfx";
import { EncryptedPrivateKeyInfo } from "@peculiar/asn1-pkcs8";
import { OctetString } from "@peculiar/asn1-schema";
import type { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { demandDer, outlineDer } from "./certificate-der";
import {
  type Cipher,
  ciphersOfOldPem,
  ciphersOfPbes2,
  hashesOfPbkdf2,
  id_PBES2,
  id_PBKDF2,
  id_scrypt,
  PbeParameters,
  Pbes2Parameters,
  Pbkdf2Parameters,
  ScryptParameters,
  tripleDes,
} from "./certificate-encryption";
import { certificateError } from "./certificate-errors";
import type { PemBlock } from "./certificate-pem";
import { kdfPurposes, type Pkcs12Kdf } from "./pkcs12-kdf";

const MAX_ITERATIONS = 1_000_000;
const MAX_SCRYPT_BYTES = 64 * 1024 * 1024;
const MAX_SCRYPT_PARALLEL = 4;

const pbkdf2Async = promisify(pbkdf2);
const scryptAsync = promisify(scrypt) as (...of: [Buffer, Buffer, number, ScryptOptions]) => Promise<Buffer>;

/** The password and what turns it into keys, for one reading. */
export type Unlocking = {
  password: string;
  /** the forms in which PKCS#12's own derivation may have been given it */
  bmpPasswords: Buffer[];
  kdf: Pkcs12Kdf;
  signal: AbortSignal;
};
type Unlocked = { cipher: Cipher; key: Buffer; iv: Buffer };

export const wrongPassword = ({ password }: Unlocking) =>
  certificateError(password === "" ? "certificate-password-needed" : "certificate-password-wrong");

/** @throws AppError certificate-unreadable, certificate-too-many-iterations */
export function demandIterations(value: number | string): number {
  const count = Number(value);
  if (!(count >= 1)) throw certificateError("certificate-unreadable");
  if (count > MAX_ITERATIONS) throw certificateError("certificate-too-many-iterations");
  return count;
}

async function deriveByScrypt(parameters: ScryptParameters, password: Buffer, length: number): Promise<Buffer> {
  const [N = 0, r = 0, p = 0] = [parameters.cost, parameters.blockSize, parameters.parallel].map(demandIterations);
  if (128 * N * r > MAX_SCRYPT_BYTES || p > MAX_SCRYPT_PARALLEL)
    throw certificateError("certificate-too-many-iterations");
  const limits = { N, r, p, maxmem: 2 * MAX_SCRYPT_BYTES };
  try {
    return await scryptAsync(password, Buffer.from(parameters.salt.buffer), length, limits);
  } catch {
    // A cost that is no power of two.
    throw certificateError("certificate-unreadable");
  }
}

async function deriveByPbkdf2(parameters: Pbkdf2Parameters, password: Buffer, length: number): Promise<Buffer> {
  const hash = hashesOfPbkdf2.get(parameters.hash.algorithm);
  if (!hash) throw certificateError("certificate-encryption-unsupported");
  const iterations = demandIterations(parameters.iterations);
  return await pbkdf2Async(password, Buffer.from(parameters.salt.buffer), iterations, length, hash);
}

async function unlockByPbes2(algorithm: AlgorithmIdentifier, { password, signal }: Unlocking): Promise<Unlocked> {
  if (signal.aborted) throw certificateError("certificate-too-slow");
  const { keyDerivation, cipher: scheme } = demandDer(algorithm.parameters, Pbes2Parameters);
  const cipher = ciphersOfPbes2.get(scheme.algorithm);
  if (!cipher) throw certificateError("certificate-encryption-unsupported");
  const iv = Buffer.from(demandDer(scheme.parameters, OctetString).buffer);
  const utf8 = Buffer.from(password);
  if (keyDerivation.algorithm === id_PBKDF2) {
    const parameters = demandDer(keyDerivation.parameters, Pbkdf2Parameters);
    return { cipher, iv, key: await deriveByPbkdf2(parameters, utf8, cipher.keyBytes) };
  }
  if (keyDerivation.algorithm === id_scrypt) {
    const parameters = demandDer(keyDerivation.parameters, ScryptParameters);
    return { cipher, iv, key: await deriveByScrypt(parameters, utf8, cipher.keyBytes) };
  }
  throw certificateError("certificate-encryption-unsupported");
}

async function unlockByPkcs12(algorithm: AlgorithmIdentifier, { bmpPasswords, kdf }: Unlocking): Promise<Unlocked[]> {
  const parameters = demandDer(algorithm.parameters, PbeParameters);
  const salt = Buffer.from(parameters.salt.buffer);
  const common = { hash: "sha1", salt, iterations: demandIterations(parameters.iterations) } as const;
  const unlocked: Unlocked[] = [];
  for (const password of bmpPasswords) {
    const [key, iv] = await kdf.derive([
      { ...common, password, purpose: kdfPurposes.key, length: tripleDes.keyBytes },
      { ...common, password, purpose: kdfPurposes.iv, length: 8 },
    ]);
    if (key && iv) unlocked.push({ cipher: tripleDes, key, iv });
  }
  return unlocked;
}

/** Null when the padding shows that the key is wrong. */
function decipher({ cipher, key, iv }: Unlocked, data: Uint8Array): Buffer | null {
  try {
    const stream = createDecipheriv(cipher.name, key, iv);
    return Buffer.concat([stream.update(data), stream.final()]);
  } catch {
    return null;
  }
}

/**
 * @param read returns null when this is no plain text: a wrong password that the padding let pass
 * @throws AppError certificate-encryption-unsupported, certificate-too-many-iterations, certificate-too-slow,
 * certificate-unreadable, and see wrongPassword
 */
export async function decrypt<T>(
  algorithm: AlgorithmIdentifier,
  data: Uint8Array,
  unlocking: Unlocking,
  read: (plain: Buffer) => T | null,
): Promise<T> {
  let unlocked: Unlocked[];
  if (algorithm.algorithm === id_PBES2) unlocked = [await unlockByPbes2(algorithm, unlocking)];
  else if (algorithm.algorithm === id_pbeWithSHAAnd3_KeyTripleDES_CBC)
    unlocked = await unlockByPkcs12(algorithm, unlocking);
  else throw certificateError("certificate-encryption-unsupported");
  for (const one of unlocked) {
    const plain = decipher(one, data);
    const value = plain && read(plain);
    if (value !== null) return value;
  }
  throw wrongPassword(unlocking);
}

/** Null when this is not laid out as PKCS#8, PKCS#1 or SEC 1 have it. */
const asKey = (plain: Buffer) => (/^02 (30 04|02|04)/.test(outlineDer(plain)?.tags ?? "") ? plain : null);

/** A PKCS#8 key out of its encrypted form. @throws AppError see decrypt */
export async function decryptKey(bytes: ArrayBuffer | Uint8Array, unlocking: Unlocking): Promise<Buffer> {
  const { encryptionAlgorithm, encryptedData } = demandDer(bytes, EncryptedPrivateKeyInfo);
  return await decrypt(encryptionAlgorithm, new Uint8Array(encryptedData.buffer), unlocking, asKey);
}

/** The key of a PEM block that is encrypted as OpenSSL once did. @throws AppError */
export function decryptOldPem(
  { cipher: name, iv }: NonNullable<PemBlock["encryption"]>,
  data: Buffer,
  unlocking: Unlocking,
): Buffer {
  const cipher = ciphersOfOldPem.get(name);
  if (!cipher) throw certificateError("certificate-encryption-unsupported");
  let key = Buffer.alloc(0);
  for (let block = key; key.length < cipher.keyBytes; key = Buffer.concat([key, block])) {
    block = createHash("md5").update(block).update(unlocking.password).update(iv.subarray(0, 8)).digest();
  }
  const plain = decipher({ cipher, key: key.subarray(0, cipher.keyBytes), iv }, data);
  const value = plain && asKey(plain);
  if (!value) throw wrongPassword(unlocking);
  return value;
}
