import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "@/components/portals/connection-test/read-events";
import type { DemoTenant } from "@/demo/tenant/model";
import { createDefineRoute } from "@/lib/actions/create-route";
import type { CurrentAccount } from "@/lib/auth/session";
import type { ConnectionEvent, ConnectionReport } from "@/lib/graph/connection-report";
import { setPortalEnabled } from "@/lib/portals/commands";
import { answerConnectionTest } from "@/lib/portals/connection-test-http";
import { stageSecret } from "@/lib/portals/credentials";
import { createCompany, type Harness, startHarness } from "../import/support";

const address = "http://127.0.0.1/api/portals/test";
const nobodyElse = { portalId: null, values: null, credentialId: null };

let harness: Harness;
let tenant: DemoTenant;
let account: CurrentAccount;
let portalId: string;

beforeAll(async () => {
  tenant = createCompany("Contoso", 40);
  harness = await startHarness({ tenants: [tenant] });
  const [row] = await harness.sql<{ id: string }>(
    `insert into account (username, display_name, role, password_hash)
     values ('anna', 'Anna', 'administrator', 'none') returning id`,
  );
  account = { id: row?.id ?? "", username: "anna", displayName: "Anna", role: "administrator" };
});
afterAll(() => harness?.stop());
beforeEach(async () => {
  portalId = await harness.addPortal(`Contoso ${randomUUID()}`, tenant, "secret");
});
afterEach(() => harness.demo.faults.clear());

/** The route itself, but for how it knows who asks. */
const post = (body: unknown, init: { signal?: AbortSignal; as?: CurrentAccount } = {}) => {
  const defineRoute = createDefineRoute(async () => init.as ?? account);
  const route = defineRoute({ permission: "portals:write" }, (call) =>
    answerConnectionTest(call.request, call.account),
  );
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new NextRequest(address, { method: "POST", body: text, signal: init.signal });
  return route(request, { params: Promise.resolve({}) });
};

async function read(answer: Response): Promise<{ events: ConnectionEvent[]; report: ConnectionReport }> {
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
  if (!answer.body) throw new Error("no body");
  const events: ConnectionEvent[] = [];
  for await (const event of readEvents(answer.body)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== "done") throw new Error("no report");
  return { events, report: last.report };
}

const kept = async () => {
  const [row] = await harness.sql<{ tested_at: Date | null; test_report: ConnectionReport | null }>(
    "select tested_at, test_report from portal where id = $1",
    [portalId],
  );
  const skus = await harness.sql("select sku_id from portal_sku where portal_id = $1", [portalId]);
  const audit = await harness.sql(
    "select actor_name, target_name, details from audit_line where target_id = $1 and action = 'portal.tested'",
    [portalId],
  );
  return { ...row, skus: skus.length, audit };
};
const nothing = { tested_at: null, test_report: null, skus: 0, audit: [] };

/** Entries of a form over a secret that is right or wrong. */
async function stage(value: string) {
  const parts = { secretId: "id", value, validUntil: new Date("2030-01-01T12:00:00Z") };
  return (await stageSecret(account, parts, new Date())).id;
}

describe("a portal as it is stored", () => {
  it("is tested step by step, and keeps what came of it [S30]", async () => {
    const { events, report } = await read(await post({ ...nobodyElse, portalId }));
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(["started", "finished"]);
    expect(report).toMatchObject({ outcome: "passed", organisation: { tenantId: tenant.id } });
    expect(await kept()).toEqual({
      tested_at: new Date(report.at),
      test_report: report,
      skus: tenant.skus.length,
      audit: [{ actor_name: "anna", target_name: expect.any(String), details: { outcome: "passed" } }],
    });
  });

  it("keeps a failure too, and what was known of its licences", async () => {
    await read(await post({ ...nobodyElse, portalId }));
    harness.demo.faults.add({ kind: "entraError", aadsts: 7000222 });
    const { report } = await read(await post({ ...nobodyElse, portalId }));
    expect(report.outcome).toBe("failed");
    expect(await kept()).toMatchObject({ test_report: { outcome: "failed" }, skus: tenant.skus.length });
  });

  it("keeps nothing when it was changed meanwhile", async () => {
    const answer = await post({ ...nobodyElse, portalId });
    await setPortalEnabled(account, { portalId, isEnabled: false });
    expect((await read(answer)).report.outcome).toBe("passed");
    expect(await kept()).toEqual(nothing);
  });

  it("keeps nothing of a test that nobody waits for, and ends it", async () => {
    harness.demo.faults.add({ kind: "slow", ms: 3_600_000, route: "subscribedSkus" });
    const leaving = new AbortController();
    const answer = await post({ ...nobodyElse, portalId }, { signal: leaving.signal });
    const seen: ConnectionEvent[] = [];
    const whole = (async () => {
      for await (const event of readEvents(answer.body as ReadableStream<Uint8Array>)) {
        seen.push(event);
        if (event.type === "started" && event.step === "licences") leaving.abort();
      }
    })();
    await expect(whole).rejects.toThrow();
    expect(seen.at(-1)).toEqual({ type: "started", step: "licences" });
    expect(await kept()).toEqual(nothing);
  });

  it("is not tested on by whoever stops reading", async () => {
    harness.demo.requests.reset();
    const answer = await post({ ...nobodyElse, portalId });
    await answer.body?.cancel();
    expect(harness.demo.requests.of("organization")).toEqual([]);
    expect(await kept()).toEqual(nothing);
  });
});

describe("entries of a form", () => {
  const valuesOf = async () => {
    const [row] = await harness.sql<{ client_id: string }>("select client_id from portal where id = $1", [portalId]);
    return { cloud: "global", clientId: row?.client_id ?? "", tenantId: tenant.domain };
  };

  it("are tested, with a domain for the directory, and leave no trace", async () => {
    const values = await valuesOf();
    const credentialId = await stage(`value-of-${values.clientId}`);
    const { report } = await read(await post({ portalId: null, values, credentialId }));
    expect(report).toMatchObject({ outcome: "passed", organisation: { tenantId: tenant.id } });
    expect(report.steps.find(({ step }) => step === "tenant")?.code).toBe("tenant-resolved");
    const [{ tests } = {}] = await harness.sql(
      "select count(*)::int as tests from portal where test_report->>'at' = $1",
      [report.at],
    );
    expect(tests).toBe(0);
  });

  it("of a stored portal are tested without being kept, with its own credential or a new one", async () => {
    const values = await valuesOf();
    expect((await read(await post({ portalId, values, credentialId: null }))).report.outcome).toBe("passed");
    const wrong = "not the value at all";
    const answer = await post({ portalId, values, credentialId: await stage(wrong) });
    const { events, report } = await read(answer);
    expect(report.steps.find(({ state }) => state === "failed")).toMatchObject({ step: "token", code: "secret-wrong" });
    expect(JSON.stringify(events)).not.toContain(wrong);
    expect(await kept()).toEqual(nothing);
  });
});

describe("before anything is tested", () => {
  const refused = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return { status: answer.status, ...((await answer.json()) as object) };
  };

  it.each([
    ["no JSON", "{", {}],
    ["too much", JSON.stringify({ ...nobodyElse, padding: "x".repeat(5_000) }), {}],
    [
      "another shape",
      { portalId: "7" },
      { portalId: { code: "field-invalid" }, credentialId: { code: "field-required" } },
    ],
  ])("a body is refused that is %s", async (_, body, fields) => {
    expect(await refused(await post(body))).toMatchObject({ status: 400, code: "invalid-input", fields });
  });

  it("it is said what is not there", async () => {
    const code = async (body: object) => (await refused(await post({ ...nobodyElse, ...body }))) as object;
    expect(await code({ portalId: randomUUID() })).toMatchObject({ status: 404, code: "portal-not-found" });
    expect(await code({})).toMatchObject({ status: 409, code: "portal-without-credential" });
    expect(await code({ portalId, credentialId: randomUUID() })).toMatchObject({ code: "credential-not-found" });
    await harness.sql("delete from portal_credential where portal_id = $1", [portalId]);
    expect(await code({ portalId })).toMatchObject({ code: "portal-without-credential" });
  });

  it("it is said that the credential does not open", async () => {
    await harness.sql(
      "update portal_credential set sealed = set_byte(sealed, 30, 1 + get_byte(sealed, 30) % 200) where portal_id = $1",
      [portalId],
    );
    const answer = await refused(await post({ ...nobodyElse, portalId }));
    expect(answer).toMatchObject({ status: 409, code: expect.stringMatching(/^credential-(damaged|other-key)$/) });
  });

  it("a viewer is refused", async () => {
    const answer = await post({ ...nobodyElse, portalId }, { as: { ...account, role: "viewer" } });
    expect(await refused(answer)).toMatchObject({ status: 403, code: "not-allowed" });
  });
});
