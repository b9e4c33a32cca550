import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contosoTenantId, createContoso, type DemoServer, startDemoTenant } from "@/demo/server";
import { createApp, type GraphBody, getGraph, getToken, IMPORT_ROLES, requestToken } from "./client";

const ALL_ROLES = [...IMPORT_ROLES, "Group.Read.All", "AuditLog.Read.All"];
const EVENTUAL = { consistencylevel: "eventual" };
const LICENSED = "$filter=assignedLicenses/$count ne 0&$count=true";

let server: DemoServer;
let token: string;
let at = new Date();

beforeAll(async () => {
  server = await startDemoTenant({
    tenants: [createContoso({ userCount: 250 })],
    apps: [createApp({ roles: ALL_ROLES })],
    now: () => at,
  });
});
beforeEach(async () => {
  at = new Date();
  token = await getToken(server);
});
afterAll(() => server.stop());

const get = (target: string, headers: Record<string, string> = {}) => getGraph(server, token, target, headers);

/** Consents to these permissions, for tokens from now on. */
function grant(roles: string[]): void {
  for (const app of server.apps) app.roles = [...roles];
}

async function refusal(target: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const { status, json } = await get(target, headers);
  return [status, json.error.code];
}

/** Reads a list to its end. */
async function readAll(target: string, headers: Record<string, string> = {}): Promise<GraphBody[]> {
  const pages: GraphBody[] = [];
  for (let next: string | undefined = target; next !== undefined; next = pages.at(-1)["@odata.nextLink"]) {
    pages.push((await get(next, headers)).json);
  }
  return pages;
}

describe("every answer", () => {
  it("names the request, repeats the client's id and says where it came from", async () => {
    const clientRequestId = randomUUID();
    const { headers } = await get("/organization", { "client-request-id": clientRequestId });
    expect(headers.get("request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("client-request-id")).toBe(clientRequestId);
    expect(Date.parse(headers.get("date") ?? "")).toBeGreaterThan(0);
    expect(JSON.parse(headers.get("x-ms-ags-diagnostic") ?? "").ServerInfo).toHaveProperty("DataCenter");
  });

  it("is logged with route, status and the client's id", async () => {
    server.requests.reset();
    const clientRequestId = randomUUID();
    await get("/groups?$top=1", { "client-request-id": clientRequestId });
    await get("/nothing");
    expect(server.requests.entries).toMatchObject([
      { method: "GET", path: "/v1.0/groups", query: "?$top=1", route: "groups", status: 200, clientRequestId },
      { path: "/v1.0/nothing", route: undefined, status: 404, clientRequestId: undefined },
    ]);
    expect(server.requests.of("groups")).toHaveLength(1);
  });

  it("carries the error envelope when it is none", async () => {
    const { status, json, headers } = await get("/nothing");
    expect(status).toBe(404);
    expect(json.error).toEqual({
      code: "ResourceNotFound",
      message: expect.stringContaining("nothing"),
      innerError: {
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        "request-id": headers.get("request-id"),
        "client-request-id": headers.get("client-request-id"),
      },
    });
  });

  it("refuses to write and knows no other version", async () => {
    const authorization = `Bearer ${token}`;
    const posted = await fetch(`${server.url}/v1.0/users`, { method: "POST", headers: { authorization }, body: "{}" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await get(`${server.url}/beta/users`)).status).toBe(404);
  });
});

describe("permissions", () => {
  const statusWith = async (roles: string[], target: string, headers: Record<string, string> = {}) => {
    grant(roles);
    const { json } = await requestToken(server);
    grant(ALL_ROLES);
    const answer = await getGraph(server, String(json.access_token), target, headers);
    return answer.status === 200 ? 200 : `${answer.status} ${answer.json.error.code}`;
  };
  const DENIED = "403 Authorization_RequestDenied";

  it.each([
    ["/organization", ["Organization.Read.All", "User.Read.All", "Directory.Read.All"], "Group.Read.All"],
    ["/subscribedSkus", ["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"], "User.Read.All"],
    ["/directory/subscriptions", ["Organization.Read.All", "Directory.Read.All"], "LicenseAssignment.Read.All"],
    ["/users", ["User.Read.All", "Directory.Read.All", "User.ReadBasic.All"], "Organization.Read.All"],
    ["/users/$count", ["User.Read.All", "Directory.Read.All"], "Organization.Read.All"],
    ["/groups", ["Group.Read.All", "GroupMember.Read.All", "Directory.Read.All"], "User.Read.All"],
  ])("%s opens for each of its rights and for no other", async (target, opening, other) => {
    for (const role of opening) expect(await statusWith([role], target, EVENTUAL), role).toBe(200);
    expect(await statusWith([other], target, EVENTUAL)).toBe(DENIED);
  });

  it("for basic profiles do not open licences", async () => {
    const basic = ["User.ReadBasic.All"];
    expect(await statusWith(basic, "/users?$select=id,displayName")).toBe(200);
    expect(await statusWith(basic, "/users?$select=id,assignedLicenses")).toBe(DENIED);
  });

  it("to see sign-ins is one of its own, and needs a tenant with premium", async () => {
    const target = "/users?$select=id,signInActivity";
    expect(await statusWith(["User.Read.All"], target)).toBe("403 Authentication_MSGraphPermissionMissing");
    expect(await statusWith(["User.Read.All", "AuditLog.Read.All"], target)).toBe(200);
    server.tenant.hasEntraPremium = false;
    const code = "403 Authentication_RequestFromNonPremiumTenantOrB2CTenant";
    expect(await statusWith(["User.Read.All", "AuditLog.Read.All"], target)).toBe(code);
    server.tenant.hasEntraPremium = true;
  });

  it("stay in a token as they were when it was issued", async () => {
    grant([]);
    expect((await get("/users")).status).toBe(200);
    grant(ALL_ROLES);
  });

  it("weaker than the organisation's own leave most of it empty", async () => {
    grant(["User.Read.All"]);
    const weak = await getToken(server);
    grant(ALL_ROLES);
    const [seen] = (await getGraph(server, weak, "/organization")).json.value;
    expect(seen).toMatchObject({ id: contosoTenantId, displayName: "Contoso", tenantType: null });
    const [whole] = (await get("/organization?$select=id,displayName,verifiedDomains,tenantType")).json.value;
    expect(whole.tenantType).toBe("AAD");
    expect(whole.verifiedDomains).toContainEqual(expect.objectContaining({ name: "contoso.com", isDefault: true }));
  });
});

describe("licences", () => {
  it("come all at once, with the tenant in their id", async () => {
    const { json } = await get("/subscribedSkus");
    expect(json.value).toHaveLength(server.tenant.skus.length);
    const [sku] = json.value;
    expect(sku.id).toBe(`${contosoTenantId}_${sku.skuId}`);
    expect(sku).toMatchObject({ skuPartNumber: "SPE_E3", accountName: "Contoso", capabilityStatus: "Enabled" });
  });

  it("take $select and nothing else", async () => {
    const { json } = await get("/subscribedSkus?$select=skuId,skuPartNumber");
    expect(Object.keys(json.value[0])).toEqual(["skuId", "skuPartNumber"]);
    for (const option of ["$filter=appliesTo eq 'User'", "$top=5", "$search=x", "$count=true"]) {
      expect(await refusal(`/subscribedSkus?${option}`), option).toEqual([400, "Request_BadRequest"]);
    }
  });

  it("name subscriptions that are listed", async () => {
    const { json } = await get("/directory/subscriptions");
    const ids = json.value.map(({ id }: { id: string }) => id);
    for (const sku of server.tenant.skus) expect(ids).toEqual(expect.arrayContaining(sku.subscriptionIds));
  });
});

describe("users", () => {
  it("come with the documented properties, a hundred at a time", async () => {
    const { json } = await get("/users");
    expect(json.value).toHaveLength(100);
    expect(Object.keys(json.value[0]).sort()).toEqual([
      "businessPhones",
      "displayName",
      "givenName",
      "id",
      "jobTitle",
      "mail",
      "mobilePhone",
      "officeLocation",
      "preferredLanguage",
      "surname",
      "userPrincipalName",
    ]);
  });

  it("come with what was selected, exactly", async () => {
    const { json } = await get("/users?$select=id,assignedLicenses,employeeType&$top=1");
    expect(Object.keys(json.value[0])).toEqual(["id", "assignedLicenses", "employeeType"]);
    expect(json["@odata.context"]).toContain("#users(id,assignedLicenses,employeeType)");
  });

  it("leave the sign-in out for those who never signed in", async () => {
    const pages = await readAll("/users?$select=id,signInActivity&$top=500");
    const seen = pages.flatMap((page) => page.value).filter((user) => "signInActivity" in user);
    expect(seen).toHaveLength(server.tenant.users.filter((user) => user.signInActivity !== null).length);
    expect(seen[0].signInActivity).toHaveProperty("lastSuccessfulSignInDateTime");
  });

  it("are read to the end, each once, with the query repeated in each link", async () => {
    const pages = await readAll("/users?$select=id,displayName&$top=100&$count=true", EVENTUAL);
    expect(pages.map((page) => page.value.length)).toEqual([100, 100, 50]);
    const ids = pages.flatMap((page) => page.value.map(({ id }: { id: string }) => id));
    expect(ids).toEqual(server.tenant.users.map(({ id }) => id));
    expect(pages.map((page) => page["@odata.count"])).toEqual([250, undefined, undefined]);
    const link = new URL(pages[0]["@odata.nextLink"]);
    expect(link.origin).toBe(server.url);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      $select: "id,displayName",
      $top: "100",
      $count: "true",
      $skiptoken: expect.stringMatching(/^[\w-]+$/),
    });
  });

  it("are counted for those who accept an eventual answer, on every page anew", async () => {
    expect((await get("/users/$count", EVENTUAL)).text).toBe("250");
    expect((await get("/users/$count", EVENTUAL)).headers.get("content-type")).toContain("text/plain");
    expect(await refusal("/users/$count")).toEqual([400, "Request_BadRequest"]);
    expect(await refusal("/users?$count=true")).toEqual([400, "Request_BadRequest"]);
    const { json } = await get("/users?$count=true", EVENTUAL);
    expect(await refusal(json["@odata.nextLink"])).toEqual([400, "Request_BadRequest"]);
  });

  it("can be filtered in the few ways that are needed", async () => {
    const idsOf = async (query: string, headers = {}) =>
      (await readAll(`/users?$select=id&${query}`, headers)).flatMap((page) => page.value).length;
    const { users } = server.tenant;
    expect(await idsOf(LICENSED, EVENTUAL)).toBe(users.filter((user) => user.assignedLicenses.length > 0).length);
    expect(await idsOf("$filter=userType eq 'Guest'")).toBe(users.filter((user) => user.userType === "Guest").length);
    expect(await idsOf("$filter=accountEnabled eq false")).toBe(users.filter((user) => !user.accountEnabled).length);
    const { skuId, consumedUnits } = server.tenant.skus[0] ?? { skuId: "", consumedUnits: -1 };
    expect(await idsOf(`$filter=assignedLicenses/any(l:l/skuId eq ${skuId})`)).toBe(consumedUnits);
    for (const [query, headers] of [
      [LICENSED, {}],
      ["$filter=assignedLicenses/$count ne 0", EVENTUAL],
      ["$filter=startswith(displayName,'A')", EVENTUAL],
    ] as const) {
      expect((await refusal(`/users?${query}`, headers))[0], query).toBe(400);
    }
  });

  it.each([
    ["$select=id,shoeSize", 400, "Request_BadRequest"],
    ["$select=", 400, "Request_BadRequest"],
    ["$select=skills", 501, "NotImplemented"],
    ["$top=0", 400, "Request_BadRequest"],
    ["$top=1000", 400, "Request_BadRequest"],
    ["$top=many", 400, "Request_BadRequest"],
    ["$top=1&$top=2", 400, "Request_BadRequest"],
    ["$top=501&$select=signInActivity", 400, "Request_BadRequest"],
    ["$skip=10", 400, "Request_BadRequest"],
    ["$orderby=displayName", 400, "Request_BadRequest"],
    ["$expand=manager", 400, "Request_BadRequest"],
    ["$skiptoken=invented", 400, "Request_BadRequest"],
    ["$count=yes", 400, "Request_BadRequest"],
  ])("refuse %s", async (query, status, code) => {
    expect(await refusal(`/users?${query}`)).toEqual([status, code]);
  });

  it("lose their page when the reader dawdles", async () => {
    const { json } = await get("/users?$select=id");
    at = new Date(at.getTime() + 601_000);
    expect(await refusal(json["@odata.nextLink"])).toEqual([400, "Directory_ExpiredPageToken"]);
    server.setPageTokenLifetime(3_000);
    expect((await get(json["@odata.nextLink"])).status).toBe(200);
    server.setPageTokenLifetime(600);
  });

  it("do not accept a page token for another query", async () => {
    const { json } = await get("/users?$select=id");
    const link = json["@odata.nextLink"].replace("$select=id", "$select=mail");
    expect(await refusal(link)).toEqual([400, "Request_BadRequest"]);
  });
});

describe("groups", () => {
  it("that hand out licences can be asked for", async () => {
    const select = "$select=id,displayName,assignedLicenses,groupTypes,securityEnabled,onPremisesSyncEnabled";
    const { json } = await get(`/groups?${LICENSED}&${select}`, EVENTUAL);
    expect(json["@odata.count"]).toBe(5);
    expect(json.value.every((group: GraphBody) => group.assignedLicenses.length > 0)).toBe(true);
    expect((await get("/groups")).json.value).toHaveLength(7);
    expect(await refusal(`/groups?${LICENSED}`)).toEqual([400, "Request_BadRequest"]);
  });

  it("are found by id, or not at all", async () => {
    const group = server.tenant.groups[0];
    const { json } = await get(`/groups/${group?.id}?$select=id,displayName`);
    expect(json).toMatchObject({ id: group?.id, displayName: group?.displayName });
    expect(await refusal(`/groups/${randomUUID()}`)).toEqual([404, "Request_ResourceNotFound"]);
    expect(await refusal("/groups/not-a-guid")).toEqual([400, "Request_BadRequest"]);
  });
});
