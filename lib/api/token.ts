import { createHash, randomBytes } from "node:crypto";

/** By it people, and programs that look for leaked secrets, know a token of ours. */
const MARK = "swt_";
const SECRET_BYTES = 32;
const SHOWN_LETTERS = 6;
const pattern = /^swt_[\w-]{43}$/;

/** The token itself is given to whoever asked for it and kept nowhere. */
export function createToken(): { token: string; prefix: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const token = MARK + randomBytes(SECRET_BYTES).toString("base64url");
  return { token, prefix: token.slice(0, MARK.length + SHOWN_LETTERS), tokenHash: hashToken(token) };
}

/** Plain SHA-256: what is hashed is random, so that there is nothing to guess. */
export const hashToken = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(token).digest());

/** @returns null where the header names no token; "malformed" where it names something else */
export function readBearer(authorization: string | null): string | "malformed" | null {
  if (authorization === null || authorization.trim() === "") return null;
  const [, token] = /^bearer +(\S+) *$/i.exec(authorization.trim()) ?? [];
  return token !== undefined && pattern.test(token) ? token : "malformed";
}
