import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, send, startApi } from "./support";

let api: Api;
let token: string;
let calls = 0;

type Portal = { id: string; name: string; version: number };
type Problem = {
  code: string;
  detail: string;
  requestId: string;
  errors?: { pointer?: string; parameter?: string; code: string }[];
};
type PageOf<Item> = { items: Item[]; nextCursor: string | null; total: number };

beforeAll(async () => {
  api = await startApi();
  token = await api.personal(api.anna);
});
afterAll(() => api?.stop());
beforeEach(() => {
  calls += 1;
});

const newPortal = (name = `Portal ${calls}`) => ({
  name,
  tenantId: "0f1d7e20-41aa-4f0b-8d55-20b6f4f7c611",
  clientId: "0f1d7e20-41aa-4f0b-8d55-20b6f4f7c612",
  credential: { kind: "secret", secretId: "id", value: "a secret value", validUntil: "2040-01-01" },
});
const create = async (name?: string) => (await send<Portal>("POST", "/portals", { token, body: newPortal(name) })).data;

describe("addresses and bodies", () => {
  test.each([
    ["GET", "/nothing-here", 404, "operation-not-found"],
    ["PATCH", "/portals", 405, "method-not-allowed"],
    ["GET", "/portals/not-a-guid", 404, "not-found"],
    ["GET", "/portals/0f1d7e20-41aa-4f0b-8d55-20b6f4f7c613", 404, "portal-not-found"],
    ["GET", "/portals?nonsense=1", 400, "parameter-invalid"],
    ["GET", "/portals?limit=0", 400, "parameter-invalid"],
    ["GET", "/portals?cursor=nonsense", 400, "cursor-invalid"],
  ])("%s %s: %i %s", async (method, path, status, code) => {
    const answer = await send<Problem>(method, path, { token });
    expect([answer.status, answer.data.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("x-request-id")).toBe(answer.data.requestId);
  });

  test("a method that is not there is told which are", async () => {
    expect((await send("PATCH", "/portals", { token })).headers.get("allow")).toBe("GET, POST, OPTIONS");
    const options = await send("OPTIONS", "/portals");
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, POST, OPTIONS"]);
  });

  test.each([
    ["no JSON", { raw: "{" }, 400, "json-invalid"],
    ["NUL in a text", { raw: '{"name":"a\\u0000b"}' }, 400, "json-invalid"],
    ["another media type", { raw: "name=a", headers: { "content-type": "text/plain" } }, 415, "media-type-unsupported"],
    ["too much", { raw: JSON.stringify({ name: "x".repeat(300_000) }) }, 413, "body-too-large"],
  ])("a body that is %s", async (_, sent, status, code) => {
    const answer = await send<Problem>("POST", "/portals", { token, ...sent });
    expect([answer.status, answer.data.code]).toEqual([status, code]);
  });

  test.each([[], null, "text", 7].map((body) => [JSON.stringify(body)]))("a body that is %s", async (raw) => {
    for (const path of ["/licences", "/portals", "/products", "/contacts"]) {
      const { status, data } = await send<Problem>("POST", path, { token, raw });
      expect([status, data.code, data.errors?.length], path).toEqual([422, "invalid-input", 1]);
      expect(data.errors?.[0]).toMatchObject({ pointer: "#", code: "field-invalid" });
    }
  });

  test("every fault of a body is named by its place", async () => {
    const body = { ...newPortal(""), colour: "blue", credential: { kind: "secret" } };
    const { status, data } = await send<Problem>("POST", "/portals", { token, body });
    expect([status, data.code]).toEqual([422, "invalid-input"]);
    const places = (data.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(places).toEqual(
      expect.arrayContaining(["#/name name-missing", "#/colour field-unknown", "#/credential/value field-required"]),
    );
  });

  test("a fault is told in the language that is asked for", async () => {
    const headers = { "accept-language": "de-AT,en;q=0.5" };
    const { data } = await send<Problem>("GET", "/nothing-here", { token, headers });
    expect(data.detail).toContain("gibt es keine Operation");
  });

  test("a certificate's key at the wrong place is told by the body's own fields", async () => {
    const body = { kind: "certificate", certificate: "nothing of the kind" };
    const { status, data } = await send<Problem>("POST", "/credentials", { token, body });
    expect(status).toBe(422);
    expect(data.errors?.[0]?.pointer).toBe("#/certificate");
  });
});

describe("versions", () => {
  test("a change has to name the version that it saw", async () => {
    const { id, version } = await create();
    const patch = (sent: object) => send<Portal & Problem>("PATCH", `/portals/${id}`, { token, ...sent });
    const read = await send("GET", `/portals/${id}`, { token });
    expect(read.headers.get("etag")).toBe(`"${version}"`);

    const missing = await patch({ body: { description: "a" } });
    expect([missing.status, missing.data.code]).toEqual([428, "version-needed"]);
    const first = await patch({ body: { description: "b" }, headers: { "if-match": `"${version}"` } });
    expect([first.status, first.data.version, first.headers.get("etag")]).toEqual([
      200,
      version + 1,
      `"${version + 1}"`,
    ]);
    const late = await patch({ body: { description: "c", version } });
    expect([late.status, late.data.code]).toEqual([412, "portal-changed"]);
    expect(late.data.detail).toContain("anna");
    const whatever = await patch({ body: { description: "d" }, headers: { "if-match": "*" } });
    expect([whatever.status, whatever.data.version]).toEqual([200, version + 2]);
    const foreign = await patch({ body: { description: "e", version: version + 2 }, headers: { "if-match": '"abc"' } });
    expect(foreign.status).toBe(412);
  });

  test("what is not given stays, and a name that is taken is a conflict at its field", async () => {
    const one = await create("Taken");
    const other = await create("Free");
    const taken = await send<Problem>("PATCH", `/portals/${other.id}`, { token, body: { name: "taken", version: 1 } });
    expect([taken.status, taken.data.code, taken.data.errors?.[0]?.pointer]).toEqual([
      409,
      "portal-name-taken",
      "#/name",
    ]);
    const changed = await send<Portal>("PATCH", `/portals/${one.id}`, {
      token,
      body: { description: "x", version: 1 },
    });
    expect(changed.data.name).toBe("Taken");
  });
});

describe("pages", () => {
  test("all items come once, whatever the size of a page", async () => {
    for (const letter of "abcdefg") await create(`Paged ${letter}`);
    const seen: string[] = [];
    let cursor = "";
    let total = 0;
    do {
      const { data } = await send<PageOf<Portal>>("GET", `/portals?limit=3${cursor}`, { token });
      seen.push(...data.items.map(({ id }) => id));
      total = data.total;
      cursor = data.nextCursor === null ? "" : `&cursor=${data.nextCursor}`;
    } while (cursor !== "");
    const [row] = await api.sql<{ count: number }>(
      "select count(*)::int as count from portal where deleted_at is null",
    );
    expect(seen).toHaveLength(new Set(seen).size);
    expect([seen.length, total]).toEqual([row?.count, row?.count]);
  });
});

describe("a request with an Idempotency-Key", () => {
  const post = (key: string, body: object, path = "/portals", by = token) =>
    send<Portal & Problem>("POST", path, { token: by, body, headers: { "idempotency-key": key } });

  test("is carried out once, and answers the same again", async () => {
    const body = newPortal();
    const first = await post("once", body);
    const again = await post("once", body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
    const others = await post("once", body, "/portals", await api.personal(api.anna));
    expect([others.status, others.data.code], "a key belongs to its token").toEqual([409, "portal-name-taken"]);
  });

  test("repeats a refusal too", async () => {
    const body = { ...newPortal(), name: "" };
    const first = await post("refused", body);
    const again = await post("refused", body);
    expect([first.status, again.status]).toEqual([422, 422]);
    expect(again.data.requestId).toBe(first.data.requestId);
  });

  test("is refused for another body, and for a key that is none", async () => {
    const body = newPortal();
    expect((await post("other", body)).status).toBe(201);
    const other = await post("other", { ...body, description: "another" });
    expect([other.status, other.data.code]).toEqual([422, "idempotency-key-reused"]);
    const none = await post("two words", body);
    expect([none.status, none.data.code]).toEqual([400, "idempotency-key-invalid"]);
  });

  test("of many at once carries out one", async () => {
    const body = newPortal();
    const answers = await Promise.all(Array.from({ length: 5 }, () => post("many", body)));
    const codes = answers.map(({ status, data }) => (status === 201 ? 201 : data.code));
    expect(codes.filter((code) => code !== 201).every((code) => code === "idempotency-in-progress")).toBe(true);
    const [row] = await api.sql<{ count: number }>("select count(*)::int as count from portal where name = $1", [
      body.name,
    ]);
    expect(row?.count).toBe(1);
    expect((await post("many", body)).status).toBe(201);
  });

  test("that is still open is told to wait, and taken up once its process must be dead", async () => {
    const body = newPortal();
    await post("open", body);
    await api.sql("delete from portal_credential using portal p where portal_id = p.id and p.name = $1", [body.name]);
    await api.sql("delete from portal where name = $1", [body.name]);
    await api.sql("update api_idempotency set status = null where key = 'open'");
    const open = await post("open", body);
    expect([open.status, open.data.code, open.headers.get("retry-after")]).toEqual([
      409,
      "idempotency-in-progress",
      "1",
    ]);
    await api.sql("update api_idempotency set created_at = now() - interval '11 minutes' where key = 'open'");
    expect((await post("open", body)).status).toBe(201);
  });

  test("is forgotten after a day", async () => {
    const body = newPortal();
    expect((await post("old", body)).status).toBe(201);
    await api.sql("update api_idempotency set created_at = now() - interval '25 hours' where key = 'old'");
    expect((await post("old", body)).data.code).toBe("portal-name-taken");
  });

  test("whose answer held a secret keeps none", async () => {
    const body = { name: "program", role: "viewer", scopes: ["read"], expiresAt: null };
    const first = await send<{ token: string }>("POST", "/tokens", {
      token,
      body,
      headers: { "idempotency-key": "secret" },
    });
    expect(first.data.token).toMatch(/^swt_/);
    const again = await post("secret", body, "/tokens");
    expect([again.status, again.data.code]).toEqual([409, "idempotency-answer-withheld"]);
    const rows = await api.sql("select body from api_idempotency where body like '%swt_%'");
    expect(rows).toEqual([]);
  });
});

describe("tokens", () => {
  test("what the account may do counts at the moment of the call", async () => {
    const person = await api.account("changing", "administrator");
    const own = await api.personal(person);
    const ask = async () => (await send<Problem>("GET", "/portals", { token: own })).status;
    expect(await ask()).toBe(200);
    await api.sql("update account set role = 'viewer' where id = $1", [person.id]);
    expect(await ask()).toBe(403);
    const me = await send<{ permissions: string[] }>("GET", "/me", { token: own });
    expect(me.data.permissions).toEqual(["read"]);
    await api.sql("update account set is_enabled = false where id = $1", [person.id]);
    expect(await ask()).toBe(401);
  });

  test("a service token acts under its own name, and its runs and changes say so", async () => {
    const program = await api.service("administrator");
    const { data } = await send<Portal & { createdBy: string }>("POST", "/portals", {
      token: program,
      body: newPortal(),
    });
    expect(data.createdBy).toBe("program");
    const started = await send<{ runId: number }>("POST", `/portals/${data.id}/import`, { token: program });
    expect(started.status).toBe(202);
    const [line] = await api.sql(
      "select actor_name, token_name from audit_line where action = 'portal.import-started' order by id desc",
    );
    expect(line).toEqual({ actor_name: "program", token_name: "program" });
    await api.endRuns();
  });

  test("what a personal token does is audited under its owner and under the token", async () => {
    const own = await api.personal(api.anna);
    const { data } = await send<Portal>("POST", "/portals", { token: own, body: newPortal() });
    await send("POST", `/portals/${data.id}/import`, { token: own });
    const channel = await send<{ id: number }>("POST", "/acquisition-channels", {
      ...{ token: own, body: { name: `By a program ${data.id}` } },
    });
    expect(channel.status).toBe(201);
    const lines = await api.sql<{ action: string }>(
      `select l.action, l.actor_id, l.actor_name, t.name = l.token_name and t.account_id = l.actor_id as "isOfToken"
       from audit_line l join api_token t on t.id = l.token_id
       where l.target_id = any($1) and l.action in ('portal.created', 'portal.import-started', 'channel.added') order by l.id`,
      [[data.id, String(channel.data.id)]],
    );
    const anna = { actor_id: api.anna.id, actor_name: api.anna.username, isOfToken: true };
    expect(lines.map(({ action }) => action)).toEqual(["portal.created", "portal.import-started", "channel.added"]);
    for (const line of lines) expect(line).toMatchObject(anna);
    await api.endRuns();
  });

  test("a token makes no token that may more or lives longer", async () => {
    const until = new Date(Date.now() + 86_400_000);
    const small = await api.personal(api.anna, ["read", "accounts:write"], until);
    const make = (scopes: string[], expiresAt: string | null, role = "administrator") =>
      send<Problem>("POST", "/tokens", { token: small, body: { name: "child", role, scopes, expiresAt } });
    expect((await make(["read"], until.toISOString())).status).toBe(201);
    for (const answer of [
      await make(["read", "portals:write"], until.toISOString()),
      await make(["read"], null),
      await make(["read"], new Date(until.getTime() + 1_000).toISOString()),
    ]) {
      expect([answer.status, answer.data.code]).toEqual([409, "token-beyond-own"]);
    }
    const beyond = await make(["accounts:write"], until.toISOString(), "viewer");
    expect([beyond.status, beyond.data.code]).toEqual([422, "scopes-beyond-role"]);
  });

  test("the use of a token is noted, and its hash is all that is kept", async () => {
    const own = await api.personal(api.anna);
    await send("GET", "/me", { token: own });
    const [row] = await api.sql<{ text: string; used: boolean; size: number }>(
      `select t::text as text, last_used_at is not null as used, length(token_hash) as size
       from api_token t order by created_at desc limit 1`,
    );
    expect(row).toMatchObject({ used: true, size: 32 });
    expect(row?.text).not.toContain(own);
  });
});
