import { Redis } from "ioredis";
import { expect, inject, test } from "vitest";

test("Redis runs as the queue needs it: nothing is evicted, nothing is kept on disk", async () => {
  const redis = new Redis(inject("redisUrl"));
  try {
    expect(await redis.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
    expect(await redis.config("GET", "save")).toEqual(["save", ""]);
    expect(await redis.config("GET", "appendonly")).toEqual(["appendonly", "no"]);
  } finally {
    redis.disconnect();
  }
});
