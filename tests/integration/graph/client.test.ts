import { EventEmitter, once } from "node:events";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { GraphClientOptions, GraphSettings } from "@/lib/graph/client";
import {
  createTestClient,
  cut,
  graphError,
  html,
  json,
  type Respond,
  secretConnection,
  startScriptedGraph,
} from "./server";

let server: Awaited<ReturnType<typeof startScriptedGraph>>;
let current: ReturnType<typeof createTestClient>;

beforeEach(async () => {
  server = await startScriptedGraph();
});
afterEach(async () => {
  await current?.client.close();
  await server.stop();
});

function setUp(options: Partial<GraphClientOptions> = {}, settings: Partial<GraphSettings> = {}) {
  const globalCloud = { loginUrl: server.url, graphUrl: server.url };
  const all = { timeoutMs: 10_000, retryBaseMs: 1_000, retryAfterMaxMs: 60_000, globalCloud, ...settings };
  current = createTestClient(server.url, secretConnection, { ...options, settings: all });
  return current;
}

const schema = z.object({ ok: z.boolean() });
const item = z.object({ id: z.string() });
const good = json({ ok: true });
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("a request", () => {
  it("carries its token, its own id, and says that it can wait [S69]", async () => {
    server.respond(good);
    const { client, events } = setUp();
    await client.get("/users?$top=1", { schema, headers: { ConsistencyLevel: "eventual" } });
    expect(await client.get("/users?$top=1", { schema })).toEqual({ value: { ok: true }, requestId: "r-1" });
    const [first, second] = server.received;
    expect(first).toMatchObject({
      path: "/v1.0/users?$top=1",
      headers: {
        authorization: "Bearer token-1",
        consistencylevel: "eventual",
        "client-request-id": expect.stringMatching(GUID),
        "user-agent": "Seatwise",
        "x-ms-throttle-priority": "Low",
      },
    });
    expect(second?.headers["client-request-id"]).not.toBe(first?.headers["client-request-id"]);
    expect(server.tokenCount()).toBe(1);
    expect(events.map(({ route, status, attempt, code }) => [route, status, attempt, code])).toEqual([
      ["token", 200, 1, null],
      ["users", 200, 1, null],
      ["users", 200, 1, null],
    ]);
    expect(events[1]).toMatchObject({ bytes: 11, waitedMs: 0, requestId: "r-1" });
  });

  it("reads packed answers and plain text", async () => {
    const packed: Respond = (response) =>
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync('{"ok":true}'));
    const text: Respond = (response) => response.writeHead(200, { "content-type": "text/plain" }).end("\ufeff1200");
    server.respond(packed, text);
    const { client } = setUp();
    expect((await client.get("/organization", { schema })).value.ok).toBe(true);
    expect((await client.getText("/users/$count")).value).toBe("1200");
  });

  it("waits as long as it was told to, then as chance has it, and reports every try", async () => {
    const busy = graphError(429, "TooManyRequests", { "retry-after": "17" });
    server.respond(busy, graphError(503, "serviceNotAvailable"), html(502), cut, good);
    const { client, waits, events } = setUp();
    await client.get("/organization", { schema });
    expect(waits).toEqual([17_000, 2_000, 4_000, 8_000]);
    expect(events.slice(1).map(({ status, attempt, waitedMs, code }) => [status, attempt, waitedMs, code])).toEqual([
      [429, 1, 0, "throttled"],
      [503, 2, 17_000, "service-unavailable"],
      [502, 3, 2_000, "unreadable-failure"],
      [200, 4, 4_000, "connection-cut"],
      [200, 5, 8_000, null],
    ]);
  });

  it("gives up for now after five tries, and when told to wait too long", async () => {
    server.respond(graphError(503, "serviceNotAvailable"));
    const { client } = setUp();
    const down = { kind: "graph-reported", code: "service-unavailable", isTransient: true, status: 503 };
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(down);
    expect(server.received).toHaveLength(5);
    server.respond(graphError(429, "TooManyRequests", { "retry-after": "3600" }));
    const busy = { code: "throttled", isTransient: true, retryAfterMs: 3_600_000 };
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(busy);
    expect(server.received).toHaveLength(6);
  });

  it.each([
    [400, "Request_BadRequest", "request-rejected"],
    [403, "Authorization_RequestDenied", "permission-missing"],
    [404, "Request_ResourceNotFound", "object-not-found"],
    [400, "Directory_ExpiredPageToken", "page-token-expired"],
  ])("is not repeated after %i %s", async (status, microsoftCode, code) => {
    server.respond(graphError(status, microsoftCode));
    const { client, waits } = setUp();
    await expect(client.get("/users", { schema })).rejects.toMatchObject({ code, microsoftCode, requestId: "r-1" });
    expect([server.received.length, waits.length]).toEqual([1, 0]);
  });

  it.each([
    ["HTML", html(200)],
    ["another shape", json({ ok: "yes" })],
    ["no body", json(undefined)],
  ])("takes a success with %s for a hiccup twice, then for somebody else's answer [S72]", async (_, answer) => {
    server.respond(answer);
    const { client, waits } = setUp();
    const failure = { kind: "unreadable-success", code: "unreadable-success", isTransient: true };
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(failure);
    expect([server.received.length, waits.length]).toEqual([3, 2]);
  });

  it("gets one new token when its own is refused", async () => {
    const refuse = graphError(401, "InvalidAuthenticationToken");
    server.respond(refuse, good);
    const { client, waits } = setUp();
    await client.get("/organization", { schema });
    server.respond(refuse);
    await expect(client.get("/organization", { schema })).rejects.toMatchObject({ code: "token-rejected" });
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer token-1",
      "Bearer token-2",
      "Bearer token-2",
      "Bearer token-3",
    ]);
    expect(waits).toEqual([]);
  });

  it("does not follow a redirect", async () => {
    const redirect: Respond = (response, _, url) => response.writeHead(302, { location: `${url}/v1.0/me` }).end();
    server.respond(redirect);
    const { client } = setUp();
    const failure = { kind: "unreadable-failure", code: "redirected", status: 302 };
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(failure);
    expect(server.received).toHaveLength(1);
  });

  it("stops reading a body that does not end, and counts what is packed by its full size", async () => {
    let hasClosed: Promise<unknown> = Promise.resolve();
    const endless: Respond = (response) => {
      hasClosed = once(response, "close");
      response.writeHead(200, { "content-type": "application/json" });
      const fill = () => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
      };
      response.on("drain", fill);
      fill();
    };
    const bomb: Respond = (response) =>
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(2_000_000)));
    server.respond(endless, bomb);
    const { client } = setUp({ bodyBytesMax: 1_000_000 });
    const failure = { kind: "incomplete", code: "body-too-large" };
    await expect(client.get("/users", { schema })).rejects.toMatchObject(failure);
    await hasClosed;
    await expect(client.get("/users", { schema })).rejects.toMatchObject(failure);
    expect(server.received).toHaveLength(2);
  });

  it.each<[string, Respond]>([
    ["never answers", () => undefined],
    ["stops in the middle", (response) => response.writeHead(200, { "content-type": "application/json" }).write("{")],
  ])("gives up on a server that %s", async (_, answer) => {
    server.respond(answer);
    const { client } = setUp({ triesMax: 2 }, { timeoutMs: 100 });
    const failure = { kind: "unreachable", code: "timed-out", isTransient: true };
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(failure);
    expect(server.received).toHaveLength(2);
  });

  it("says when nobody listens [S72]", async () => {
    const { client, waits, events } = setUp();
    await server.stop();
    const failure = { kind: "unreachable", code: "unreachable", networkCode: "ECONNREFUSED", service: "entra" };
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(failure);
    expect(waits).toHaveLength(4);
    expect(events[0]).toMatchObject({ route: "token", status: null, bytes: 0, code: "unreachable" });
    server = await startScriptedGraph();
  });

  it("retries the token like everything else, and not a wrong secret", async () => {
    server.respond(good);
    const { client, waits } = setUp();
    let count = 0;
    server.respondToken((...call) =>
      (++count < 3
        ? json({ error: "temporarily_unavailable", error_codes: [90055] }, 429, { "retry-after": "5" })
        : json({ access_token: "late", expires_in: 3_599, token_type: "Bearer" }))(...call),
    );
    await client.get("/organization", { schema });
    expect(waits).toEqual([5_000, 5_000]);
    server.respondToken(json({ error: "invalid_client", error_codes: [7000215] }, 401));
    await expect(client.getToken({ skipCache: true })).rejects.toMatchObject({ kind: "token", code: "secret-wrong" });
    expect(waits).toHaveLength(2);
  });
});

describe("an abort", () => {
  const aborted = { kind: "aborted", code: "aborted" };

  it("ends a request under way", async () => {
    const ending = new AbortController();
    server.respond(() => ending.abort());
    const { client } = setUp({ signal: ending.signal });
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(aborted);
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(aborted);
    expect(server.received).toHaveLength(1);
  });

  it("ends a wait", async () => {
    const ending = new AbortController();
    server.respond(graphError(429, "TooManyRequests", { "retry-after": "50" }));
    const onRequest = ({ status }: { status: number | null }) => status === 429 && queueMicrotask(() => ending.abort());
    const { client } = setUp({ signal: ending.signal, sleep: undefined, onRequest });
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(aborted);
  });

  it("comes with closing", async () => {
    const { client } = setUp();
    const closed = new Promise<void>((resolve) => server.respond(() => resolve(client.close())));
    await expect(client.get("/organization", { schema })).rejects.toMatchObject(aborted);
    await closed;
  });
});

describe("pages", () => {
  const pageOf =
    (id: string, next?: (url: string) => string): Respond =>
    (response, request, url) =>
      json({ value: [{ id }], ...(next ? { "@odata.nextLink": next(url) } : {}) })(response, request, url);
  const to = (number: number) => (url: string) => `${url}/v1.0/users?$top=1&$skiptoken=${number}`;

  it("sends the caller's headers with every page, and gets past a bad one in the middle", async () => {
    server.respond(pageOf("a", to(2)), graphError(504, ""), pageOf("b", to(3)), pageOf("c"));
    const { client, waits } = setUp();
    const ids: string[] = [];
    const options = { headers: { ConsistencyLevel: "eventual" } };
    for await (const page of client.pages("/users?$top=1", item, options)) ids.push(...page.items.map(({ id }) => id));
    expect(ids).toEqual(["a", "b", "c"]);
    expect(waits).toEqual([1_000]);
    expect(server.received.map(({ path, headers }) => `${path} ${headers.consistencylevel}`)).toEqual([
      "/v1.0/users?$top=1 eventual",
      "/v1.0/users?$top=1&$skiptoken=2 eventual",
      "/v1.0/users?$top=1&$skiptoken=2 eventual",
      "/v1.0/users?$top=1&$skiptoken=3 eventual",
    ]);
  });

  it("fetches the next page while the caller works, and tells a failure only then", async () => {
    const second = new EventEmitter();
    const asked = once(second, "asked");
    server.respond(pageOf("a", to(2)), (...call) => {
      second.emit("asked");
      graphError(400, "Directory_ExpiredPageToken")(...call);
    });
    const { client } = setUp();
    const pages = client.pages("/users?$top=1", item);
    expect((await pages.next()).value?.items).toEqual([{ id: "a" }]);
    await asked;
    await expect(pages.next()).rejects.toMatchObject({ kind: "incomplete", code: "page-token-expired" });
  });

  it("hangs up on the next page when the caller leaves", async () => {
    const second = new EventEmitter();
    const [asked, hungUp] = [once(second, "asked"), once(second, "hung up")];
    server.respond(pageOf("a", to(2)), (response) => {
      response.once("close", () => second.emit("hung up"));
      second.emit("asked");
    });
    const { client } = setUp();
    for await (const _ of client.pages("/users?$top=1", item)) {
      await asked;
      break;
    }
    await hungUp;
    expect(server.received).toHaveLength(2);
  });

  it("takes no token to another server", async () => {
    const other = await startScriptedGraph();
    other.respond(pageOf("stolen"));
    server.respond(pageOf("a", () => `${other.url}/v1.0/users?$skiptoken=2`));
    const { client } = setUp();
    const failure = { code: "foreign-next-link", isTransient: false };
    await expect(client.pages("/users", item).next()).rejects.toMatchObject(failure);
    expect(other.received).toEqual([]);
    await other.stop();
  });

  it("takes an item without an id for an unreadable page", async () => {
    server.respond(json({ value: [{ id: "a" }, { name: "b" }] }));
    const { client } = setUp();
    await expect(client.pages("/users", item).next()).rejects.toMatchObject({
      kind: "unreadable-success",
      message: expect.stringContaining("value.1.id"),
    });
  });
});
