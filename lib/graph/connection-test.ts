import { createGraphClient, type GraphSettings } from "./client";
import { cloudEndpoints } from "./clouds";
import { type Probing, probes, sayFailure } from "./connection-probes";
import {
  type ConnectionEvent,
  type ConnectionReport,
  type ConnectionStep,
  connectionSteps,
  type StepResult,
} from "./connection-report";
import { isPointless, outcomeOf, type Said, toResult } from "./connection-steps";
import { abortedError, GraphError } from "./errors";
import type { GraphConnection } from "./token";

export type ConnectionTestOptions = {
  settings: GraphSettings;
  /** Ends the test with a GraphError of kind "aborted". */
  signal?: AbortSignal;
  now?: () => Date;
  /** Milliseconds of a clock that never goes back. */
  clock?: () => number;
  /** of one step; 15 seconds without */
  stepMsMax?: number;
  lookup?: Probing["lookup"];
};

const STEP_MS_MAX = 15_000;
/** A person waits: once more, and soon, or not at all. */
const TRIES_MAX = 2;
const RETRY_BASE_MS_MAX = 1_000;
const RETRY_AFTER_MS_MAX = 2_000;

/**
 * Tries everything that an import needs of a tenant, and what it could use beside that, step by step; asks for a token of its
 * own. Changes nothing and keeps nothing. The events tell each step as it begins and ends, and the report at last.
 */
export async function* testConnection(
  connection: GraphConnection,
  options: ConnectionTestOptions,
): AsyncGenerator<ConnectionEvent, ConnectionReport> {
  const { now = () => new Date(), clock = () => performance.now(), stepMsMax = STEP_MS_MAX } = options;
  const closing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  let requestId: string | null = null;
  const client = createGraphClient(connection, {
    settings: forSomebodyWhoWaits(options.settings, stepMsMax),
    signal,
    now,
    priority: "High",
    triesMax: TRIES_MAX,
    onRequest: (event) => {
      requestId = event.requestId;
    },
  });
  const probing: Probing = {
    ...{ client, signal, stepMsMax, lookup: options.lookup, token: "", tenantId: connection.tenantId },
    endpoints: cloudEndpoints(connection.cloud, options.settings.globalCloud),
    found: { roles: null, permissions: [], organisation: null, skus: null },
  };
  const steps: StepResult[] = [];

  async function run(step: ConnectionStep): Promise<StepResult> {
    const startedMs = clock();
    requestId = null;
    const said = await within(stepMsMax, signal, probes[step](probing)).catch((error: unknown): Said => {
      if (signal.aborted) throw abortedError();
      return sayFailure(step, error);
    });
    const isWithheldUnasked = said.state === "skipped" && requestId === null;
    const durationMs = isWithheldUnasked ? null : Math.round(clock() - startedMs);
    return toResult(step, { ...said, requestId: said.requestId ?? requestId }, durationMs);
  }

  try {
    for (const step of connectionSteps) {
      if (signal.aborted) throw abortedError();
      const isSkipped = isPointless(step, steps);
      if (!isSkipped) yield { type: "started", step };
      const result = isSkipped ? toResult(step, { state: "skipped" }, null) : await run(step);
      steps.push(result);
      yield { type: "finished", result };
    }
  } finally {
    closing.abort();
    await client.close();
  }
  if (options.signal?.aborted) throw abortedError();
  const report = { at: now().toISOString(), outcome: outcomeOf(steps), steps, ...probing.found };
  yield { type: "done", report };
  return report;
}

function forSomebodyWhoWaits(settings: GraphSettings, stepMsMax: number): GraphSettings {
  return {
    ...settings,
    timeoutMs: Math.min(settings.timeoutMs, stepMsMax),
    retryBaseMs: Math.min(settings.retryBaseMs, RETRY_BASE_MS_MAX),
    retryAfterMaxMs: Math.min(settings.retryAfterMaxMs, RETRY_AFTER_MS_MAX),
  };
}

/** What is not done by then goes on unheard; closing the client ends it. */
function within<T>(ms: number, signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortedError());
    const timer = setTimeout(
      () => reject(new GraphError({ kind: "unreachable", code: "timed-out", isTransient: true, service: null })),
      ms,
    );
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
  });
}
