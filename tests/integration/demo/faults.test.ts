import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "@/demo/faults";
import { createContoso, type DemoServer, startDemoTenant } from "@/demo/server";
import { CLIENT_ID, createApp, type GraphBody, getGraph, getToken, requestToken } from "./client";

const OTHER_TENANT = "5f2d1c3b-0a9e-4b7d-8c6f-3e5a7d9b1c20";

let server: DemoServer;
let token: string;

beforeAll(async () => {
  const other = { tenantId: OTHER_TENANT, displayName: "Fabrikam", domain: "fabrikam.com", userCount: 3, seed: 7 };
  server = await startDemoTenant({
    tenants: [createContoso({ userCount: 25 }), createContoso(other)],
    apps: [createApp(), createApp({ tenantId: OTHER_TENANT })],
  });
  token = await getToken(server);
});
afterEach(() => server.faults.clear());
afterAll(() => server.stop());

const USERS = "/users?$select=id&$top=10";
const get = (target = "/organization") => getGraph(server, token, target);
const idsOf = (body: GraphBody) => body.value.map(({ id }: { id: string }) => id);

async function readPages(limit = 10): Promise<GraphBody[]> {
  const pages: GraphBody[] = [];
  for (let next: string | undefined = USERS; next !== undefined && pages.length < limit; ) {
    pages.push((await get(next)).json);
    next = pages.at(-1)["@odata.nextLink"];
  }
  return pages;
}

describe("a fault", () => {
  it("hits once without a number, and so often with one", async () => {
    server.faults.add({ kind: "error500" });
    expect([(await get()).status, (await get()).status]).toEqual([500, 200]);
    server.faults.add({ kind: "error500", times: 2 });
    expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([500, 500, 200]);
  });

  it("stays until it is cleared when it is for ever", async () => {
    server.faults.add({ kind: "error500", times: Number.POSITIVE_INFINITY });
    server.faults.add({ kind: "error500", times: null });
    for (let round = 0; round < 5; round++) expect((await get()).status).toBe(500);
    expect(server.faults.pending).toBe(2);
    server.faults.clear();
    expect((await get()).status).toBe(200);
  });

  it("keeps to its route, its tenant and its pages", async () => {
    server.faults.add({ kind: "error500", route: "users", afterPage: 1 });
    expect((await get()).status).toBe(200);
    const first = await get(USERS);
    expect(first.status).toBe(200);
    expect((await get(first.json["@odata.nextLink"])).status).toBe(500);

    server.faults.add({ kind: "error500", tenantId: OTHER_TENANT });
    expect((await get()).status).toBe(200);
    const otherToken = await getToken(server, OTHER_TENANT);
    expect((await getGraph(server, otherToken, "/organization")).status).toBe(500);
  });

  it("spares the token endpoint unless it is named", async () => {
    server.faults.add({ kind: "error500" });
    expect((await requestToken(server)).status).toBe(200);
  });

  it("must be one that exists, on a route that exists", () => {
    expect(() => server.faults.add({ kind: "earthquake" } as unknown as Fault)).toThrow("earthquake");
    expect(() => server.faults.add({ kind: "error500", route: "mail" } as unknown as Fault)).toThrow("mail");
  });
});

describe("instead of an answer", () => {
  it("throttle429 says when to come back, in seconds or by date, or not at all", async () => {
    server.faults.add({ kind: "throttle429", retryAfterSeconds: 7 });
    const inSeconds = await get();
    expect([inSeconds.status, inSeconds.json.error.code]).toEqual([429, "TooManyRequests"]);
    expect(inSeconds.headers.get("retry-after")).toBe("7");
    expect(inSeconds.headers.get("x-ms-throttle-information")).toBe("ResourceUnitLimitExceeded");
    server.faults.add({ kind: "throttle429", retryAfterDate: "2030-01-02T03:04:05Z" });
    expect((await get()).headers.get("retry-after")).toBe("Wed, 02 Jan 2030 03:04:05 GMT");
    server.faults.add({ kind: "throttle429" });
    expect((await get()).headers.has("retry-after")).toBe(false);
  });

  it("unavailable503 comes with and without Retry-After", async () => {
    server.faults.add({ kind: "unavailable503", retryAfterSeconds: 2 });
    server.faults.add({ kind: "unavailable503" });
    const [told, untold] = [await get(), await get()];
    expect([told.status, told.headers.get("retry-after")]).toEqual([503, "2"]);
    expect([untold.status, untold.headers.has("retry-after")]).toEqual([503, false]);
  });

  it.each([
    ["error500", 500, "InternalServerError"],
    ["forbidden403", 403, "Authorization_RequestDenied"],
    ["unauthorized401", 401, "InvalidAuthenticationToken"],
  ] as const)("%s carries the error envelope", async (kind, status, code) => {
    server.faults.add({ kind });
    const answer = await get();
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  });

  it.each([
    ["gateway504", 504],
    ["html502", 502],
    ["html200", 200],
  ] as const)("%s is a page of HTML", async (kind, status) => {
    server.faults.add({ kind });
    const answer = await get();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain("<html>");
  });

  it("wrongShape is good JSON of the wrong kind", async () => {
    server.faults.add({ kind: "wrongShape" });
    expect((await get(USERS)).json).toEqual({ value: {} });
    server.faults.add({ kind: "wrongShape", shape: "missing" });
    expect((await get(USERS)).json).not.toHaveProperty("value");
  });

  it("expiredPageToken hits from the second page on", async () => {
    server.faults.add({ kind: "expiredPageToken" });
    const first = await get(USERS);
    expect(first.status).toBe(200);
    const second = await get(first.json["@odata.nextLink"]);
    expect([second.status, second.json.error.code]).toEqual([400, "Directory_ExpiredPageToken"]);
  });
});

describe("in the delivery", () => {
  it("slow answers late", async () => {
    server.faults.add({ kind: "slow", ms: 40 });
    const startedAt = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(38);
  });

  it("slow goes together with another fault, and forgets a client that gave up", async () => {
    server.faults.add({ kind: "slow", ms: 1 });
    server.faults.add({ kind: "error500" });
    expect((await get()).status).toBe(500);
    server.faults.add({ kind: "slow", ms: 3_600_000 });
    const signal = AbortSignal.timeout(20);
    await expect(fetch(`${server.url}/v1.0/organization`, { signal })).rejects.toThrow();
  });

  it("cutBody breaks the connection half way", async () => {
    server.faults.add({ kind: "cutBody" });
    const response = await fetch(`${server.url}/v1.0${USERS}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it("oversizedBody goes on and on", async () => {
    server.faults.add({ kind: "oversizedBody", bytes: 3_000_000 });
    expect((await get(USERS)).text.length).toBeGreaterThan(3_000_000);
    server.faults.add({ kind: "oversizedBody" });
    const response = await fetch(`${server.url}/v1.0${USERS}`, { headers: { authorization: `Bearer ${token}` } });
    await response.body?.cancel();
    expect((await get()).status).toBe(200);
  });
});

describe("inside a list", () => {
  it("foreignNextLink points to somebody else", async () => {
    server.faults.add({ kind: "foreignNextLink", origin: "https://evil.test" });
    const [first] = await readPages(1);
    expect(new URL(first["@odata.nextLink"]).origin).toBe("https://evil.test");
  });

  it("loopingNextLink never gets further", async () => {
    server.faults.add({ kind: "loopingNextLink", times: Number.POSITIVE_INFINITY, afterPage: 1 });
    const pages = await readPages(5);
    expect(idsOf(pages[1])).not.toEqual(idsOf(pages[0]));
    expect(idsOf(pages[4])).toEqual(idsOf(pages[1]));
  });

  it("duplicateUsers repeats the end of the page before", async () => {
    server.faults.add({ kind: "duplicateUsers", count: 2 });
    const pages = await readPages();
    expect(idsOf(pages[1]).slice(0, 2)).toEqual(idsOf(pages[0]).slice(-2));
    const ids = pages.flatMap(idsOf);
    expect([ids.length, new Set(ids).size]).toEqual([27, 25]);
  });

  it("truncated ends too early", async () => {
    server.faults.add({ kind: "truncated", afterPage: 1 });
    expect((await readPages()).flatMap(idsOf)).toHaveLength(20);
  });

  it("emptyPage has nobody and goes on", async () => {
    server.faults.add({ kind: "emptyPage", afterPage: 1 });
    const pages = await readPages();
    expect(pages.map((page) => page.value.length)).toEqual([10, 0, 10, 5]);
  });
});

describe("at the token endpoint", () => {
  it("revokedSecret refuses what was right a moment ago", async () => {
    server.faults.add({ kind: "revokedSecret" });
    expect((await requestToken(server)).json.error_codes).toEqual([7000215]);
    expect((await requestToken(server)).status).toBe(200);
  });

  it("tokenWithoutAccessToken succeeds with nothing", async () => {
    server.faults.add({ kind: "tokenWithoutAccessToken" });
    expect(await requestToken(server)).toMatchObject({ status: 200, json: {} });
  });

  it.each([
    ["throttle429", 429, 90055],
    ["unavailable503", 503, 90033],
    ["error500", 500, 90006],
    ["forbidden403", 400, 53003],
    ["unauthorized401", 401, 7000215],
  ] as const)("%s is told in Entra's words", async (kind, status, code) => {
    server.faults.add({ kind, route: "token" });
    const answer = await requestToken(server, { client_id: CLIENT_ID });
    expect(answer).toMatchObject({ status, json: { error_codes: [code] } });
  });
});

describe("any refusal that there is", () => {
  it("entraError is told in Entra's form", async () => {
    server.faults.add({ kind: "entraError", aadsts: 90090, retryAfterSeconds: 3 });
    const answer = await requestToken(server);
    expect(answer).toMatchObject({ status: 500, json: { error: "server_error", error_codes: [90090] } });
    expect(answer.headers.get("retry-after")).toBe("3");
  });

  it("graphError is told in Graph's form, with what was said inside", async () => {
    const fault = { status: 410, code: "resyncRequired", message: "Again.", inner: { code: "deeper" } };
    server.faults.add({ kind: "graphError", route: "organization", retryAfterSeconds: 4, ...fault });
    const { status, headers, json } = await get();
    expect([status, headers.get("retry-after")]).toEqual([410, "4"]);
    expect(json.error).toMatchObject({ code: "resyncRequired", message: "Again.", innerError: { code: "deeper" } });
    expect(json.error.innerError["request-id"]).toBe(headers.get("request-id"));
  });

  it("must exist, and be asked of the service that it is of", () => {
    expect(() => server.faults.add({ kind: "entraError", aadsts: 1 })).toThrow("AADSTS1");
    expect(() => server.faults.add({ kind: "entraError", aadsts: 90002, route: "users" })).toThrow("users");
    expect(() => server.faults.add({ kind: "graphError", status: 400, code: "x", route: "token" })).toThrow("token");
  });
});
