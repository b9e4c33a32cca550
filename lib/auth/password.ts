import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { passwordLengthMax } from "./password-policy";

/** OWASP's recommendation for argon2id; about 20 ms a check. `algorithm` 2 is argon2id (the package's enum is ambient). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** The hash of a password that nobody knows. */
let unknownHash: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (no such account) it takes as long and answers false: the time
 * must not tell which usernames exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > passwordLengthMax) return false;
  unknownHash ??= hashPassword(randomBytes(32).toString("base64"));
  const isRight = await verify(passwordHash ?? (await unknownHash), password);
  return passwordHash !== null && isRight;
}
