import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export type TokenClaims = {
  aud: string;
  iss: string;
  iat: number;
  nbf: number;
  exp: number;
  app_displayname: string;
  appid: string;
  /** "1": the app proved itself by a secret, "2": by a certificate. */
  appidacr: "1" | "2";
  idtyp: "app";
  oid: string;
  /** Absent when no permission is consented, as Entra does it. */
  roles?: string[];
  tid: string;
  uti: string;
  ver: "1.0";
};

export type TokenMint = {
  issue(claims: TokenClaims): string;
  /** The claims of a token of this server, however old; undefined for anything else. */
  read(token: string): TokenClaims | undefined;
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Tokens that look like Entra's and are signed with a key that only this process knows. */
export function createTokenMint(): TokenMint {
  const key = randomBytes(32);
  const sign = (text: string) => createHmac("sha256", key).update(text).digest();
  return {
    issue(claims) {
      const text = `${encode({ typ: "JWT", alg: "HS256", kid: "demo" })}.${encode(claims)}`;
      return `${text}.${sign(text).toString("base64url")}`;
    },
    read(token) {
      const [header, payload, signature, ...more] = token.split(".");
      if (header === undefined || payload === undefined || signature === undefined || more.length > 0) return undefined;
      const expected = sign(`${header}.${payload}`);
      const given = Buffer.from(signature, "base64url");
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as TokenClaims;
    },
  };
}
