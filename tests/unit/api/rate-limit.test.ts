import { expect, test } from "vitest";
import { createRateLimit } from "@/lib/api/rate-limit";

test("windows begin with their first call, and end after a minute", () => {
  const ask = createRateLimit(2);
  expect(ask("a", 1_000)).toEqual({ limit: 2, remaining: 1, resetSeconds: 60, isExceeded: false });
  expect(ask("a", 31_000)).toEqual({ limit: 2, remaining: 0, resetSeconds: 30, isExceeded: false });
  expect(ask("a", 60_999)).toEqual({ limit: 2, remaining: 0, resetSeconds: 1, isExceeded: true });
  expect(ask("b", 60_999).isExceeded).toBe(false);
  expect(ask("a", 61_000)).toEqual({ limit: 2, remaining: 1, resetSeconds: 60, isExceeded: false });
});
