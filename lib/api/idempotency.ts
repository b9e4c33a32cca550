import { createHash } from "node:crypto";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";

const KEPT_HOURS = 24;
/** The process that carried it out may have died: after so long the request is carried out anew. */
const ABANDONED_MINUTES = 10;

export type StoredAnswer = { status: number; headers: Record<string, string>; body: string | null };
export type IdempotencyClaim = { tokenId: string; key: string };

/** 1 to 200 visible ASCII letters. @throws AppError idempotency-key-invalid */
export function readIdempotencyKey(header: string | null): string | null {
  if (header === null) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(header)) throw new AppError("idempotency-key-invalid");
  return header;
}

/** Of everything that makes two requests the same. */
export const hashRequest = (method: string, path: string, body: Uint8Array): Buffer =>
  createHash("sha256").update(`${method} ${path}\n`).update(body).digest();

/**
 * Takes the key for this request. @returns null when it is to be carried out now; else the answer of the first time
 * @throws AppError idempotency-key-reused, for another request; idempotency-in-progress
 */
export async function claimKey(claim: IdempotencyClaim, requestHash: Buffer): Promise<StoredAnswer | null> {
  const { tokenId, key } = claim;
  await pool().query(`delete from api_idempotency where created_at < now() - interval '${KEPT_HOURS} hours'`);
  const { rowCount } = await pool().query(
    `insert into api_idempotency as i (token_id, key, request_hash) values ($1, $2, $3)
     on conflict (token_id, key) do update set created_at = now()
       where i.status is null and i.request_hash = excluded.request_hash
         and i.created_at < now() - interval '${ABANDONED_MINUTES} minutes'`,
    [tokenId, key, requestHash],
  );
  if (rowCount) return null;
  const { rows } = await pool().query<{ hash: Buffer; status: number | null } & Omit<StoredAnswer, "status">>(
    "select request_hash as hash, status, headers, body from api_idempotency where token_id = $1 and key = $2",
    [tokenId, key],
  );
  const [stored] = rows;
  // Given free this very moment, since the first one failed.
  if (!stored) throw new AppError("idempotency-in-progress");
  if (!stored.hash.equals(requestHash)) throw new AppError("idempotency-key-reused");
  if (stored.status === null) throw new AppError("idempotency-in-progress");
  return { status: stored.status, headers: stored.headers, body: stored.body };
}

export async function keepAnswer({ tokenId, key }: IdempotencyClaim, answer: StoredAnswer): Promise<void> {
  await pool().query(
    "update api_idempotency set status = $3, headers = $4, body = $5 where token_id = $1 and key = $2",
    [...[tokenId, key, answer.status, JSON.stringify(answer.headers), answer.body]],
  );
}

/** After a failure of ours: the same request may be tried again. */
export async function releaseKey({ tokenId, key }: IdempotencyClaim): Promise<void> {
  await pool().query("delete from api_idempotency where token_id = $1 and key = $2 and status is null", [tokenId, key]);
}
