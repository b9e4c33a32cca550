import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const KEY_BYTES = 32;

/** A secret that is made once and then stays: in a file that only its owner reads. */
function keepSecret(file: string): string {
  if (!fs.existsSync(file)) {
    const draft = `${file}.new`;
    fs.writeFileSync(draft, randomBytes(KEY_BYTES).toString("base64"), { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  return fs.readFileSync(file, "utf8").trim();
}

/**
 * Signs the sessions: NEXTAUTH_SECRET, or one kept in the data folder. Also makes the key file that lib/crypto reads,
 * unless SECRET_KEY is set.
 */
export function prepareSecrets(dataDir: string, env: NodeJS.ProcessEnv): { sessionSecret: string } {
  fs.mkdirSync(dataDir, { recursive: true });
  if (!env.SECRET_KEY) keepSecret(path.join(dataDir, "secret.key"));
  return { sessionSecret: env.NEXTAUTH_SECRET || keepSecret(path.join(dataDir, "session.secret")) };
}

/** What a person types from the terminal into the first page: without letters that look alike. */
export function createSetupCode(): string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const code = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join("");
  return code.replace(/(.{4})(?=.)/g, "$1-");
}
