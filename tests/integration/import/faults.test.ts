import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Fault, RouteName } from "@/demo/faults";
import { assign, recountConsumedUnits, unassign } from "@/demo/tenant/change";
import type { DemoTenant } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import {
  createCompany,
  digest,
  expectTenantImported,
  type Harness,
  LIVE_TABLES,
  type RunResult,
  startHarness,
} from "./support";

const USERS = 1_100;
const FOR_EVER = Number.POSITIVE_INFINITY;
/** In the order in which an import asks them. */
const GRAPH_ROUTES = ["organization", "subscribedSkus", "subscriptions", "groups", "users"] as const;

let harness: Harness;
let tenant: DemoTenant;
let portal: { id: string; name: string };
let imported: Awaited<ReturnType<typeof digest>>;

beforeAll(async () => {
  tenant = createCompany("Contoso", USERS);
  harness = await startHarness({ tenants: [tenant] });
  portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
  await harness.recalculate();
});
afterAll(() => harness?.stop());
afterEach(() => harness.demo.faults.clear());

let changes = 0;
/** Something of every kind, so that an import that merged anything at all could not leave the rows as they were. */
function changeTenant() {
  changes += 1;
  const [first, second, third] = tenant.users.filter((user) => user.assignedLicenses.length > 0);
  if (!first || !second || !third) throw new Error("the tenant is too small");
  first.displayName = `Umbenannt ${changes}`;
  unassign(second, second.assignedLicenses[0]?.skuId ?? "");
  assign(third, { skuId: skuIdOf("PROJECTPROFESSIONAL"), at: new Date("2026-03-01T00:00:00Z") });
  // The last of the last page goes, and somebody comes.
  const last = tenant.users.pop();
  if (last) tenant.users.unshift({ ...last, id: last.id.replace(/^.{8}/, String(changes).padStart(8, "0")) });
  for (const sku of tenant.skus) sku.prepaidUnits.enabled += 1;
  for (const subscription of tenant.subscriptions) subscription.totalLicenses += 1;
  recountConsumedUnits(tenant);
}

const arm = (...faults: Fault[]) => {
  for (const fault of faults) harness.demo.faults.add(fault);
};
/** In the ledger: so many requests that were made once more. */
const repeated = (count: number) => ({ retries: count });
const allOnce = (fault: Fault) => {
  arm(...GRAPH_ROUTES.map((route) => ({ ...fault, route }) as Fault), {
    ...fault,
    route: "users",
    afterPage: 1,
  } as Fault);
};

async function expectSuccess(run: RunResult, status = "succeeded") {
  expect(run.log.filter((line) => line.level === "error")).toEqual([]);
  expect(run).toMatchObject({ status, errorCode: null });
  expect(run.of()).toMatchObject({ status, errorCode: null });
  expect(harness.demo.faults.pending, "every fault had its request").toBe(0);
  await expectTenantImported(harness, portal, tenant);
}

/** Failed in words that stay the same, changed nothing, marked nothing, and says that it wrote nothing. */
async function expectNothingChanged(run: RunResult, code: string) {
  expect(run.of()).toMatchObject({ status: "failed", errorCode: code });
  expect(run).toMatchObject({ status: "failed", errorCode: "all-portals-failed" });
  expect(run.log.filter((line) => line.level === "error")).toMatchObject([{ code, portalId: portal.id }]);
  expect(await digest(harness)).toEqual(imported);
  const none = { created: 0, updated: 0, unchanged: 0, vanished: 0 };
  expect(run.of().ledger).toMatchObject({ contacts: none, assignments: none, licences: none, products: none });
  for (const table of ["licence", "product"]) {
    expect(await harness.sql(`select 1 from ${table} where unsync_reason is not null`)).toEqual([]);
  }
  expect(await harness.sql("select 1 from compliance where status = 'cannot_be_synchronised'")).toEqual([]);
}

describe("what passes by itself does not keep an import from the whole truth", () => {
  beforeEach(() => {
    changeTenant();
    harness.demo.requests.reset();
  });

  const passing: Fault[] = [
    { kind: "throttle429" },
    { kind: "unavailable503" },
    { kind: "error500" },
    { kind: "gateway504" },
    { kind: "cutBody" },
    { kind: "html200" },
    { kind: "html502" },
    { kind: "wrongShape", shape: "object" },
    { kind: "wrongShape", shape: "missing" },
  ];

  it.each(passing)("$kind $shape, once at every Graph route and at both pages of the users", async (fault) => {
    allOnce(fault);
    const run = await harness.runImport();
    await expectSuccess(run);
    // Six faults, six repeated requests; one token serves all of them.
    expect(run.of().ledger).toMatchObject({ ...repeated(6), requests: 1 + 4 + 2 + 6, userPages: 2, restarts: 0 });
  });

  it.each([...passing, { kind: "tokenWithoutAccessToken" } as Fault])(
    "$kind $shape, twice at the token endpoint",
    async (fault) => {
      arm({ ...fault, route: "token", times: 2 } as Fault);
      const run = await harness.runImport();
      await expectSuccess(run);
      expect(run.of().ledger).toMatchObject({ ...repeated(2), requests: 3 + 4 + 2 });
    },
  );

  it("a token that Graph does not take any more: a new one, at any point", async () => {
    allOnce({ kind: "unauthorized401" });
    const run = await harness.runImport();
    await expectSuccess(run);
    // Each refused request is repeated, with a token of its own.
    expect(run.of().ledger).toMatchObject({ ...repeated(6), requests: 7 + 4 + 2 + 6 });
    expect(harness.demo.requests.of("token")).toHaveLength(7);
  });

  it("waits exactly as long as Retry-After says, and enters it in the ledger", async () => {
    arm(
      { kind: "throttle429", route: "token", retryAfterSeconds: 0.2 },
      { kind: "unavailable503", route: "subscribedSkus", retryAfterSeconds: 0.3 },
      { kind: "throttle429", route: "users", afterPage: 1, retryAfterSeconds: 0.4 },
    );
    const run = await harness.runImport();
    await expectSuccess(run);
    const { ledger } = run.of();
    expect(ledger).toMatchObject({ ...repeated(3), waitedMs: 900 });
    expect(ledger.durationMs).toBeGreaterThanOrEqual(900);
    for (const [route, waitMs] of [["token", 200] as const, ["subscribedSkus", 300] as const]) {
      const [refused, repeated] = harness.demo.requests.of(route);
      // Timers may fire a millisecond early.
      expect(Number(repeated?.at) - Number(refused?.at)).toBeGreaterThanOrEqual(waitMs - 2);
    }
  });

  it("obeys a Retry-After that is a date, by the clock of the service", async () => {
    arm({ kind: "throttle429", route: "groups", retryAfterDate: new Date(Date.now() + 1_000).toISOString() });
    const run = await harness.runImport();
    await expectSuccess(run);
    const { waitedMs } = run.of().ledger;
    expect(waitedMs % 1_000).toBe(0);
    expect(waitedMs).toBeLessThanOrEqual(1_000);
  });

  it("a page token that ran out: reads the users anew, all of them", async () => {
    arm({ kind: "expiredPageToken", route: "users" });
    const run = await harness.runImport();
    await expectSuccess(run);
    expect(run.of().ledger).toMatchObject({ restarts: 1, usersRead: tenant.users.length, userPages: 2 });
    expect(run.log).toContainEqual(
      expect.objectContaining({ level: "info", code: "read-restarted", params: { attempt: 2, reason: "page" } }),
    );
    expect(harness.demo.requests.of("users")).toHaveLength(4);
  });

  it("a list that ends too early: Graph's own count contradicts, and it is read again", async () => {
    arm({ kind: "truncated" });
    const run = await harness.runImport();
    await expectSuccess(run);
    expect(run.of().ledger).toMatchObject({ restarts: 1, usersRead: tenant.users.length });
    expect(harness.demo.requests.of("usersCount")).toHaveLength(1);
  });

  it("an empty page in the middle is no end", async () => {
    arm({ kind: "emptyPage" }, { kind: "emptyPage", afterPage: 1 });
    const run = await harness.runImport();
    await expectSuccess(run);
    expect(run.of().ledger).toMatchObject({ userPages: 4, restarts: 0, retries: 0 });
  });

  it("counts people who come twice once, and says so", async () => {
    arm({ kind: "duplicateUsers", count: 5 });
    const run = await harness.runImport();
    await expectSuccess(run, "succeeded_with_warnings");
    expect(run.of().ledger).toMatchObject({
      duplicateUsers: 5,
      usersRead: tenant.users.length,
      usersCounted: tenant.users.length,
    });
    expect(run.log.filter((line) => line.level === "warning")).toMatchObject([
      { code: "duplicate-users", params: { count: 5 } },
    ]);
    const twice = await harness.sql("select object_id from contact group by object_id having count(*) > 1");
    expect(twice).toEqual([]);
  });

  it.each([
    ["subscriptions", "no-subscriptions", "subscription"],
    ["groups", "no-groups", "licensing_group"],
  ] as const)(
    "a right that is not there for %s: imports without, and keeps what it knew",
    async (route, code, table) => {
      const known = await digest(harness, [table]);
      arm({ kind: "forbidden403", route });
      const run = await harness.runImport();
      await expectSuccess(run);
      expect(run.log).toContainEqual(
        expect.objectContaining({
          level: "info",
          code,
          microsoftCode: "Authorization_RequestDenied",
          requestId: expect.any(String),
        }),
      );
      expect(run.of().ledger[route === "groups" ? "groupsRead" : "subscriptionsRead"]).toBeNull();
      expect(await digest(harness, [table])).toEqual(known);
    },
  );
});

describe("what does not pass ends the import, and nothing has changed", () => {
  beforeAll(async () => {
    harness.demo.faults.clear();
    expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
    await harness.recalculate();
    imported = await digest(harness);
    changeTenant();
  });
  beforeEach(() => harness.demo.requests.reset());
  // The counterproof: there was something to merge all the time.
  afterAll(async () => {
    harness.demo.faults.clear();
    await expectSuccess(await harness.runImport());
    const after = await digest(harness);
    for (const table of ["contact", "assignment", "licence", "subscription", "portal"] as const) {
      expect(after[table], table).not.toBe(imported[table]);
    }
  });

  const stages: [name: string, scope: { route: RouteName; afterPage?: number }][] = [
    ["token", { route: "token" }],
    ["organization", { route: "organization" }],
    ["subscribedSkus", { route: "subscribedSkus" }],
    ["subscriptions", { route: "subscriptions" }],
    ["groups", { route: "groups" }],
    ["users", { route: "users" }],
    ["users, second page", { route: "users", afterPage: 1 }],
  ];
  const lasting: [what: string, fault: Fault, code: string, tries: number][] = [
    ["throttling", { kind: "throttle429" }, "throttled", 5],
    ["503", { kind: "unavailable503" }, "service-unavailable", 5],
    ["500", { kind: "error500" }, "service-unavailable", 5],
    ["504 by a gateway", { kind: "gateway504" }, "unreadable-failure", 5],
    ["502 with HTML", { kind: "html502" }, "unreadable-failure", 5],
    ["bodies that are cut", { kind: "cutBody" }, "connection-cut", 5],
    ["200 with HTML", { kind: "html200" }, "unreadable-success", 3],
    ["an object for a list", { kind: "wrongShape", shape: "object" }, "unreadable-success", 3],
    ["no list at all", { kind: "wrongShape", shape: "missing" }, "unreadable-success", 3],
    ["a body that does not end", { kind: "oversizedBody" }, "body-too-large", 1],
  ];

  describe.each(lasting)("[S64] %s for ever", (_, fault, code, tries) => {
    it.each(stages)("at %s", async (__, scope) => {
      arm({ ...fault, ...scope, times: FOR_EVER } as Fault);
      const run = await harness.runImport();
      await expectNothingChanged(run, code);
      const before = scope.afterPage ?? 0;
      expect(harness.demo.requests.of(scope.route), "tries are bounded").toHaveLength(before + tries);
    });
  });

  it.each(stages.slice(1))("a token that is refused again and again at %s", async (_, scope) => {
    arm({ kind: "unauthorized401", ...scope, times: FOR_EVER });
    const run = await harness.runImport();
    await expectNothingChanged(run, "token-rejected");
    // With one new token, and not with a third.
    expect(harness.demo.requests.of("token")).toHaveLength(2);
  });

  it("[S5] [S71] a right that is missing for what an import cannot do without, in Microsoft's own words", async () => {
    for (const route of ["organization", "subscribedSkus", "users"] as const) {
      harness.demo.faults.clear();
      arm({ kind: "forbidden403", route, times: FOR_EVER });
      const run = await harness.runImport();
      await expectNothingChanged(run, "permission-missing");
      expect(run.log.find((line) => line.level === "error")).toMatchObject({
        microsoftCode: "Authorization_RequestDenied",
        microsoftMessage: "Insufficient privileges to complete the operation.",
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
  });

  it("[S70] a secret that was revoked: one try, and Entra's number in the log", async () => {
    arm({ kind: "revokedSecret", times: FOR_EVER });
    const run = await harness.runImport();
    await expectNothingChanged(run, "secret-wrong");
    expect(harness.demo.requests.of("token")).toHaveLength(1);
    expect(run.log.find((line) => line.level === "error")).toMatchObject({
      microsoftCode: "invalid_client",
      microsoftMessage: expect.stringContaining("AADSTS7000215"),
    });
  });

  it("[S70] no token in a good answer", async () => {
    arm({ kind: "tokenWithoutAccessToken", times: FOR_EVER });
    await expectNothingChanged(await harness.runImport(), "unreadable-success");
    expect(harness.demo.requests.of("token")).toHaveLength(3);
  });

  it("a wait that is longer than a run should sit through", async () => {
    arm({ kind: "throttle429", route: "users", afterPage: 1, retryAfterSeconds: 3_600 });
    const run = await harness.runImport();
    await expectNothingChanged(run, "throttled");
    expect(run.of().ledger.waitedMs).toBe(0);
  });

  it("page tokens that always run out: three reads, and no fourth", async () => {
    arm({ kind: "expiredPageToken", times: FOR_EVER });
    await expectNothingChanged(await harness.runImport(), "page-token-expired");
    expect(harness.demo.requests.of("users")).toHaveLength(6);
  });

  it("a list that always ends too early: refused as incomplete, with both numbers", async () => {
    arm({ kind: "truncated", times: FOR_EVER });
    const run = await harness.runImport();
    await expectNothingChanged(run, "incomplete-read");
    expect(run.log.find((line) => line.level === "error")?.params).toEqual({ read: 999, counted: tenant.users.length });
    expect(harness.demo.requests.of("users")).toHaveLength(3);
  });

  it("a next link that leads back, under a new token each time: the loop is found", async () => {
    arm({ kind: "loopingNextLink", times: FOR_EVER });
    await expectNothingChanged(await harness.runImport(), "page-loop");
    expect(harness.demo.requests.of("users")).toHaveLength(2);
  });

  it("empty pages without end", async () => {
    arm({ kind: "emptyPage", afterPage: 1, times: FOR_EVER });
    await expectNothingChanged(await harness.runImport(), "page-loop");
    expect(harness.demo.requests.of("users").length).toBeLessThan(150);
  });

  it("a next link that leads elsewhere: nobody there gets to see the token", async () => {
    let visitors = 0;
    const elsewhere = createServer((socket) => {
      visitors += 1;
      socket.destroy();
    }).listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const { port } = elsewhere.address() as { port: number };
    arm({ kind: "foreignNextLink", origin: `http://127.0.0.1:${port}` });
    await expectNothingChanged(await harness.runImport(), "foreign-next-link");
    elsewhere.close();
    await once(elsewhere, "close");
    expect(visitors).toBe(0);
  });

  it("is not mended by a recalculation, which says how old the data are instead", async () => {
    arm({ kind: "unavailable503", times: FOR_EVER });
    await expectNothingChanged(await harness.runImport(), "service-unavailable");
    const tables = LIVE_TABLES.filter((table) => table !== "compliance");
    const before = await digest(harness, tables);
    await harness.recalculate();
    expect(await digest(harness, tables)).toEqual(before);
    const rows = await harness.sql(
      `select distinct c.status = 'cannot_be_synchronised' as is_marked, c.data_as_of = p.data_as_of as is_old
       from compliance c cross join portal p`,
    );
    expect(rows).toEqual([{ is_marked: false, is_old: true }]);
    imported = await digest(harness);
  });
});
