import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphError, type GraphErrorDetails } from "@/lib/graph/errors";
import { parseRetryAfter, type RetryPolicy, waitMsAfter, withRetries } from "@/lib/graph/retry";

const now = new Date("2026-11-24T08:00:00Z");
const failure = (details: Partial<GraphErrorDetails> = {}) =>
  new GraphError({
    kind: "graph-reported",
    code: "service-unavailable",
    isTransient: true,
    service: "graph",
    status: 503,
    ...details,
  });

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["17", 17_000],
    [" 1.5 ", 1_500],
    ["Tue, 24 Nov 2026 08:00:20 GMT", 20_000],
    ["Tue, 24 Nov 2026 07:00:00 GMT", 0],
    ["-5", null],
    ["soon", null],
    ["2026", 2_026_000],
    ["", null],
    [null, null],
  ])("%j is %j ms", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it("reads back every date that HTTP can write", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        const at = new Date(now.getTime() + seconds * 1_000);
        return parseRetryAfter(at.toUTCString(), now) === seconds * 1_000;
      }),
    );
  });
});

it("waits exactly as asked, else anything up to a bound that doubles", () => {
  const policy = { retryBaseMs: 1_000, random: () => 1 };
  expect([1, 2, 3, 4].map((number) => waitMsAfter(failure(), number, policy))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(waitMsAfter(failure(), 3, { ...policy, random: () => 0 })).toBe(0);
  expect(waitMsAfter(failure({ retryAfterMs: 4_321 }), 3, policy)).toBe(4_321);
});

describe("withRetries", () => {
  function setUp(options: Partial<RetryPolicy> = {}) {
    const waits: number[] = [];
    const policy: RetryPolicy = {
      triesMax: 5,
      retryBaseMs: 1_000,
      retryAfterMaxMs: 60_000,
      random: () => 1,
      sleep: async (ms) => waits.push(ms),
      ...options,
    };
    return { policy, waits };
  }

  it.each<[string, Partial<GraphErrorDetails>, number]>([
    ["503", {}, 5],
    ["429", { status: 429, code: "throttled" }, 5],
    ["an unreadable 502", { kind: "unreadable-failure", code: "unreadable-failure", status: 502 }, 5],
    ["a timeout", { kind: "unreachable", code: "timed-out", status: undefined }, 5],
    ["a busy Entra", { kind: "token", status: 503 }, 5],
    ["an unreadable success", { kind: "unreadable-success", code: "unreadable-success", status: 200 }, 3],
    ["a certificate that nobody trusts", { kind: "unreachable", code: "server-untrusted" }, 1],
    ["400", { status: 400, code: "request-rejected", isTransient: false }, 1],
    ["403", { status: 403, code: "permission-missing", isTransient: false }, 1],
    ["404", { status: 404, code: "object-not-found", isTransient: false }, 1],
    ["a wrong secret", { kind: "token", status: 401, code: "secret-wrong", isTransient: false }, 1],
    ["an expired page token", { kind: "incomplete", status: 400, code: "page-token-expired" }, 1],
    ["an unreadable 403", { kind: "unreadable-failure", code: "unreadable-failure", status: 403 }, 1],
    ["an abort", { kind: "aborted", code: "aborted", status: undefined }, 1],
  ])("tries %s as often as it is worth", async (_, details, tries) => {
    const { policy, waits } = setUp();
    let runs = 0;
    const run = () => {
      runs++;
      return Promise.reject(failure(details));
    };
    await expect(withRetries(policy, run)).rejects.toBeInstanceOf(GraphError);
    expect([runs, waits.length]).toEqual([tries, tries - 1]);
  });

  it("tells each attempt its number and what was waited", async () => {
    const { policy } = setUp();
    const attempts: unknown[] = [];
    const result = await withRetries(policy, async (attempt) => {
      attempts.push(attempt);
      if (attempt.number < 3) throw failure({ retryAfterMs: 7_000 });
      return "done";
    });
    expect(result).toBe("done");
    expect(attempts).toEqual([
      { number: 1, waitedMs: 0 },
      { number: 2, waitedMs: 7_000 },
      { number: 3, waitedMs: 7_000 },
    ]);
  });

  it("does not sit through a wait that is too long: it says how long it would be", async () => {
    const { policy, waits } = setUp();
    const run = () => Promise.reject(failure({ retryAfterMs: 60_001 }));
    await expect(withRetries(policy, run)).rejects.toMatchObject({ retryAfterMs: 60_001, isTransient: true });
    expect(waits).toEqual([]);
  });

  it("lets a bug through at once", async () => {
    const { policy, waits } = setUp();
    await expect(withRetries(policy, () => Promise.reject(new RangeError("bug")))).rejects.toThrow(RangeError);
    expect(waits).toEqual([]);
  });

  it("ends when the signal does, also during a wait", async () => {
    const ending = new AbortController();
    const sleep = async () => {
      ending.abort();
      throw new Error("AbortError");
    };
    const { policy } = setUp({ signal: ending.signal, sleep });
    await expect(withRetries(policy, () => Promise.reject(failure()))).rejects.toMatchObject({ kind: "aborted" });
    await expect(withRetries(policy, async () => "never")).rejects.toMatchObject({ kind: "aborted" });
  });
});
