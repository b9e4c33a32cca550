import { describeInvalidInput } from "@/lib/actions/failure";
import type { Actor } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { startConnectionTest } from "./connection-test";
import { type ConnectionTest, connectionTestSchema } from "./schema";

/** Three ids and a cloud; a domain is longer than a GUID. */
const BODY_BYTES_MAX = 4_096;

/**
 * Tries a connection and tells each step as it happens: one ConnectionEvent a line. Ends when the browser goes away.
 * @throws AppError invalid-input, and of `startConnectionTest`: before anything is answered
 */
export async function answerConnectionTest(request: Request, account: Actor & { id: string }): Promise<Response> {
  const test = await readConnectionTest(request);
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  const events = await startConnectionTest(account, test, signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await events.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, "a connection test broke");
        controller.error(error);
      }
    },
    async cancel() {
      gone.abort();
      await events.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // nginx would hold the lines back
      "x-accel-buffering": "no",
    },
  });
}

async function readConnectionTest(request: Request): Promise<ConnectionTest> {
  const parsed = connectionTestSchema.safeParse(await readJson(request));
  if (parsed.success) return parsed.data;
  const { code, fields } = describeInvalidInput(parsed.error);
  const codes = Object.entries(fields).map(([name, fault]) => [name, fault.code]);
  throw new AppError(code, { fields: Object.fromEntries(codes) });
}

async function readJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new AppError("invalid-input");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new AppError("invalid-input");
  }
}
