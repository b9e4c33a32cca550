import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { GraphRefusal } from "../answer";

export type PageState = { page: number; offset: number };
type Sealed = PageState & { issuedAtMs: number; queryHash: string };

export type PageTokens = {
  /** Changeable while the server runs; Graph's are valid for minutes. */
  lifetimeMs: number;
  issue(state: PageState, query: string, now: Date): string;
  /** @throws GraphRefusal when the token is none of ours, too old, or comes with another query */
  read(token: string, query: string, now: Date): PageState;
  /** Which page a token asks for, without judging it; 1 where it cannot be told. */
  peekPage(token: string | null): number;
};

const hash = (text: string) => createHash("sha256").update(text).digest("base64url");

/** Opaque $skiptoken values: stateless, signed, and tied to the query they were issued for. */
export function createPageTokens(lifetimeMs: number): PageTokens {
  const key = randomBytes(32);
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const open = (token: string): Sealed | undefined => {
    const [signature = "", ...rest] = Buffer.from(token, "base64url").toString("utf8").split(".");
    const text = rest.join(".");
    const expected = sign(text);
    if (signature.length !== expected.length) return undefined;
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
    return JSON.parse(text) as Sealed;
  };
  return {
    lifetimeMs,
    issue(state, query, now) {
      const text = JSON.stringify({ ...state, issuedAtMs: now.getTime(), queryHash: hash(query) } satisfies Sealed);
      return Buffer.from(`${sign(text)}.${text}`).toString("base64url");
    },
    read(token, query, now) {
      const sealed = open(token);
      if (sealed === undefined || sealed.queryHash !== hash(query)) {
        throw new GraphRefusal(400, "Request_BadRequest", "The specified page token is invalid.");
      }
      if (now.getTime() - sealed.issuedAtMs > this.lifetimeMs) {
        throw new GraphRefusal(
          400,
          "Directory_ExpiredPageToken",
          "The specified page token value has expired and can no longer be included in your request.",
        );
      }
      return { page: sealed.page, offset: sealed.offset };
    },
    peekPage: (token) => (token === null ? 1 : (open(token)?.page ?? 1)),
  };
}
