import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { GraphSettings } from "./client";
import { type CloudName, cloudEndpoints } from "./clouds";
import { GraphError } from "./errors";
import { parseJson, readTokenFailure, unreadableSuccess } from "./failures";
import { withRetries } from "./retry";
import { createTransport, type Exchange } from "./transport";

const TIMEOUT_MS_MAX = 15_000;
const RETRY_BASE_MS_MAX = 1_000;
const RETRY_AFTER_MS_MAX = 2_000;
const BODY_BYTES_MAX = 256 * 1024;

const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

const documentSchema = z.object({ issuer: z.string().optional(), token_endpoint: z.string().optional() });

/**
 * The id of the directory that has verified `domain`, as Entra tells everybody.
 * @throws GraphError tenant-invalid, tenant-not-found, unreachable and the like
 */
export async function resolveTenant(
  cloud: CloudName,
  domain: string,
  { settings, signal }: { settings: GraphSettings; signal?: AbortSignal },
): Promise<string> {
  // It becomes part of a path.
  if (domain.length > 253 || !DOMAIN.test(domain)) {
    throw new GraphError({ kind: "token", code: "tenant-invalid", isTransient: false, service: null });
  }
  const { loginUrl } = cloudEndpoints(cloud, settings.globalCloud);
  const transport = createTransport({
    timeoutMs: Math.min(settings.timeoutMs, TIMEOUT_MS_MAX),
    bodyBytesMax: BODY_BYTES_MAX,
  });
  const policy = {
    triesMax: 2,
    retryBaseMs: Math.min(settings.retryBaseMs, RETRY_BASE_MS_MAX),
    retryAfterMaxMs: Math.min(settings.retryAfterMaxMs, RETRY_AFTER_MS_MAX),
    sleep: (ms: number, ended?: AbortSignal) => sleep(ms, undefined, { signal: ended }),
    random: Math.random,
    signal,
  };
  try {
    return await withRetries(policy, async () => {
      const url = `${loginUrl}/${domain.toLowerCase()}/v2.0/.well-known/openid-configuration`;
      const headers = { accept: "application/json", "user-agent": "Seatwise" };
      return readTenantId(await transport.send({ service: "entra", method: "GET", url, headers, signal }));
    });
  } finally {
    await transport.close();
  }
}

function readTenantId(exchange: Exchange): string {
  if (exchange.status < 200 || exchange.status > 299) throw readTokenFailure(exchange, [], new Date());
  const document = documentSchema.safeParse(parseJson(exchange));
  // Both have it as their first folder: https://login.microsoftonline.com/<id>/v2.0
  const found = [document.data?.issuer, document.data?.token_endpoint]
    .map((url) => url?.match(/^https?:\/\/[^/]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i)?.[1])
    .find((id) => id !== undefined);
  if (!found) throw unreadableSuccess("entra", exchange, "no directory id", new Date());
  return found.toLowerCase();
}
