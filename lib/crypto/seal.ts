import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { config } from "@/lib/config";
import { UnsealError } from "./unseal-error";

const VERSION = 1;
const KEY_ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + IV_BYTES + TAG_BYTES;
const KEY_FILE = "secret.key";

/** Any length of key material becomes 256 bits; a short SECRET_KEY is refused, since stretching does not make it strong. */
function deriveKey(material: string): Buffer {
  if (material.trim().length < 32) throw new Error("SECRET_KEY must have at least 32 characters");
  return Buffer.from(hkdfSync("sha256", material.trim(), "seatwise", "seal v1", 32));
}

/** Reads the key file of the data folder; makes it (0600) when it is missing. Two processes at once end with one key. */
function readKeyFile(dataDir: string): string {
  const file = path.join(/* turbopackIgnore: true */ dataDir, KEY_FILE);
  if (!fs.existsSync(file)) {
    fs.mkdirSync(dataDir, { recursive: true });
    // Written aside and linked: nobody ever reads half a key, and of two keys the first stays.
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
    try {
      fs.linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      fs.rmSync(draft);
    }
  }
  return fs.readFileSync(file, "utf8");
}

let cachedKey: Buffer | undefined;
function sealingKey(): Buffer {
  cachedKey ??= deriveKey(config().secretKey ?? readKeyFile(config().dataDir));
  return cachedKey;
}

const keyId = (key: Buffer) => createHash("sha256").update(key).digest().subarray(0, KEY_ID_BYTES);

/**
 * AES-256-GCM. `boundTo` names the row that the secret belongs to: a sealed value that is copied into another row does not
 * open there. Layout: version, key id, iv, tag, ciphertext.
 */
export function seal(plain: string, boundTo: string, key = sealingKey()): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(boundTo));
  const ciphertext = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), keyId(key), iv, cipher.getAuthTag(), ciphertext]);
}

/** Opens what `seal` made, for the same row only. @throws UnsealError */
export function unseal(sealed: Uint8Array, boundTo: string, key = sealingKey()): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) throw new UnsealError("damaged");
  let at = 1;
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  if (!take(KEY_ID_BYTES).equals(keyId(key))) throw new UnsealError("other-key");
  const decipher = createDecipheriv("aes-256-gcm", key, take(IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(take(TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(at)), decipher.final()]).toString("utf8");
  } catch {
    throw new UnsealError("damaged");
  }
}
