import { describe, expect, it } from "vitest";
import { isInstalledFrom, isNodeNewEnough } from "@/scripts/install.mjs";
import { backoffMs } from "@/scripts/lib/backoff";
import { createSetupCode } from "@/scripts/lib/secrets";
import { addressesOf, readSettings } from "@/scripts/lib/settings";

const read = (mode: "start" | "demo" | "dev", env: Record<string, string> = {}) =>
  readSettings(mode, "/app", env as unknown as NodeJS.ProcessEnv);

describe("settings", () => {
  it("keep the demo away from the real data, whatever is set", () => {
    const env = { DATABASE_URL: "postgresql://me@db/seatwise?sslmode=require", DATA_DIR: "/data", QUEUE_PREFIX: "sw" };
    expect(read("start", env)).toMatchObject({ dataDir: "/data", databaseUrl: env.DATABASE_URL, queuePrefix: "sw" });
    expect(read("demo", env)).toMatchObject({
      dataDir: "/data/demo",
      databaseUrl: "postgresql://me@db/seatwise_demo?sslmode=require",
      queuePrefix: "sw-demo",
    });
    expect(read("start")).toMatchObject({ dataDir: "/app/.data", databaseUrl: null, queuePrefix: "seatwise" });
    expect(read("demo").dataDir).toBe("/app/.data/demo");
    expect(read("dev").dataDir).toBe("/app/.data/dev");
  });

  it("take an empty variable as one that is not set", () => {
    const env = { DATABASE_URL: "", REDIS_URL: "", PORT: "", HOST: "", DATA_DIR: "", NEXTAUTH_URL: "" };
    expect(read("start", env)).toEqual(read("start"));
  });

  it.each([
    [{}, "http://localhost:3000", "http://127.0.0.1:3000"],
    [{ HOST: "0.0.0.0" }, "http://localhost:3000", "http://127.0.0.1:3000"],
    [{ HOST: "192.0.2.7" }, "http://192.0.2.7:3000", "http://192.0.2.7:3000"],
    [{ HOST: "::1" }, "http://[::1]:3000", "http://[::1]:3000"],
    [{ NEXTAUTH_URL: "https://seatwise.example/" }, "https://seatwise.example", "http://127.0.0.1:3000"],
  ])("with %o people go to %s, and we ask %s", (env, shown, local) => {
    expect(addressesOf(read("start", env), 3000)).toEqual({ shown, local });
  });
});

describe("the packages", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0", integrity: "x" },
      "node_modules/b": { version: "2.0.0", integrity: "y", optional: true },
    },
  };
  const a = { version: "1.0.0", integrity: "x" };

  it("may lack what is optional, and nothing else", () => {
    expect(isInstalledFrom(lock, { packages: { "node_modules/a": a } })).toBe(true);
    expect(isInstalledFrom(lock, { packages: {} })).toBe(false);
    expect(isInstalledFrom(lock, {})).toBe(false);
  });

  it("are of another lock when a version, a content or a name differs", () => {
    const having = (extra: object) => ({ packages: { "node_modules/a": a, ...extra } });
    expect(isInstalledFrom(lock, having({ "node_modules/a": { ...a, version: "1.0.1" } }))).toBe(false);
    expect(isInstalledFrom(lock, having({ "node_modules/a": { ...a, integrity: "z" } }))).toBe(false);
    expect(isInstalledFrom(lock, having({ "node_modules/b": { version: "2.0.1", integrity: "y" } }))).toBe(false);
    expect(isInstalledFrom(lock, having({ "node_modules/c": a }))).toBe(false);
  });

  it.each([
    ["20.19.0", true],
    ["20.20.2", true],
    ["22.1.0", true],
    ["20.18.9", false],
    ["18.20.0", false],
  ])("run with Node %s: %s", (version, expected) => {
    expect(isNodeNewEnough(version, ">=20.19.0")).toBe(expected);
  });
});

it("waits longer after each crash, but never very long", () => {
  expect([1, 2, 3, 4, 20].map(backoffMs)).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
});

it("makes setup codes that can be read aloud", () => {
  const codes = Array.from({ length: 50 }, createSetupCode);
  for (const code of codes) expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
  expect(new Set(codes).size).toBe(50);
});
