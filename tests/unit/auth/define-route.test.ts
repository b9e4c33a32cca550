import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { createDefineRoute, definePublicRoute } from "@/lib/actions/create-route";
import type { CurrentAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";

const erika: CurrentAccount = { id: "1", username: "erika", displayName: "Erika", role: "administrator" };
const viktor: CurrentAccount = { ...erika, id: "2", role: "viewer" };

const address = "http://127.0.0.1/api/runs/7?q=a&tag=x&tag=y";
const context = { params: Promise.resolve({ runId: "7" }) };

function startRoute(account: CurrentAccount | null, handler = vi.fn(async () => Response.json({}))) {
  const defineRoute = createDefineRoute(async () => account);
  const params = z.object({ runId: z.coerce.number().int() });
  const query = z.object({ q: z.string(), tag: z.array(z.string()) });
  return { route: defineRoute({ permission: "runs:start", params, query }, handler), handler };
}

const problemOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { status: response.status, ...(await response.json()) };
};

test("the handler gets parameters as their schemas make them", async () => {
  const { route, handler } = startRoute(erika);
  const request = new NextRequest(address);
  expect((await route(request, context)).status).toBe(200);
  expect(handler).toHaveBeenCalledExactlyOnceWith({
    request,
    account: erika,
    params: { runId: 7 },
    query: { q: "a", tag: ["x", "y"] },
  });
});

test.each([
  ["nobody", null, 401, "not-signed-in"],
  ["who may not", viktor, 403, "not-allowed"],
] as const)("%s is refused before anything is read", async (_, account, status, code) => {
  const { route, handler } = startRoute(account);
  const bad = { params: Promise.reject(new Error("must not be read")) };
  bad.params.catch(() => {});
  expect(await problemOf(await route(new NextRequest(address), bad))).toMatchObject({ status, code });
  expect(handler).not.toHaveBeenCalled();
});

test.each([
  ["cross-site", 403],
  ["same-site", 403],
  ["same-origin", 200],
  ["none", 200],
])("a change sent from %s answers %i", async (site, status) => {
  const request = new NextRequest(address, { method: "POST", headers: { "sec-fetch-site": site } });
  expect((await startRoute(erika).route(request, context)).status).toBe(status);
});

test("parameters that are no good are named", async () => {
  const { route } = startRoute(erika);
  const wrongPath = await route(new NextRequest(address), { params: Promise.resolve({ runId: "x" }) });
  expect(await problemOf(wrongPath)).toMatchObject({ status: 400, fields: { runId: { code: "field-invalid" } } });
  const wrongQuery = await route(new NextRequest("http://127.0.0.1/api/runs/7?q=a"), context);
  expect(await problemOf(wrongQuery)).toMatchObject({ status: 400, fields: { tag: { code: "field-required" } } });
});

test.each([
  [new AppError("not-found"), 404, "not-found"],
  [new AppError("portal-not-found"), 404, "portal-not-found"],
  [new AppError("portal-disabled"), 409, "portal-disabled"],
  [new Error("hunter2"), 500, "unexpected"],
])("%s answers %i", async (error, status, code) => {
  const fail = () => Promise.reject(error);
  for (const route of [startRoute(erika, vi.fn(fail)).route, definePublicRoute(fail)]) {
    const problem = await problemOf(await route(new NextRequest(address), context));
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect("errorId" in problem).toBe(status === 500);
  }
});
