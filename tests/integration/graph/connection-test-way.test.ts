import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { contosoTenantId, type DemoServer } from "@/demo/server";
import type { ConnectionEvent } from "@/lib/graph/connection-report";
import { testConnection } from "@/lib/graph/connection-test";
import { createKeyPair } from "../demo/client";
import { optionsFor, run, startDemo } from "./connection";
import { json, secretConnection, startScriptedGraph } from "./server";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).reverse()) await close();
});

async function demo(tls?: { key: string; cert: string }): Promise<DemoServer> {
  const server = await startDemo({}, tls);
  closing.push(server.stop);
  return server;
}

/** A port that takes connections and says nothing, or one that nobody listens at. */
async function startSilent(isListening: boolean): Promise<string> {
  const server = createServer((socket) => socket.on("error", () => undefined));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  const stop = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  };
  if (isListening) closing.push(stop);
  else await stop();
  return `127.0.0.1:${port}`;
}

const statesOf = ({ report }: Awaited<ReturnType<typeof run>>) => report.steps.map(({ state }) => state).join(" ");

describe("Graph", () => {
  it("whose answer is a page of HTML is not asked again [S71]", async () => {
    const server = await demo();
    server.faults.add({ kind: "html200", times: null });
    const done = await run(server);
    expect(done.of("organisation")).toMatchObject({ state: "failed", code: "unreadable-success", microsoftCode: null });
    expect(statesOf(done)).toBe(`passed passed passed passed failed${" skipped".repeat(5)}`);
  });

  it("that fails at an extra is a warning", async () => {
    const server = await demo();
    server.faults.add({ kind: "error500", route: "groups", times: null });
    const done = await run(server);
    expect(done.of("groups")).toMatchObject({ state: "warning", code: "service-unavailable" });
    expect(done.report.outcome).toBe("warning");
  });

  it("that withholds licences is not good enough", async () => {
    const graph = await startScriptedGraph();
    closing.push(graph.stop);
    const id = contosoTenantId;
    graph.respond(json({ value: [{ id }] }), json({ value: [] }), json({ value: [{ id }] }));
    expect((await run(graph)).of("users")).toMatchObject({ state: "failed", code: "licences-missing" });
  });

  it("that takes too long ends its step, and is not asked again", async () => {
    const server = await demo();
    server.faults.add({ kind: "slow", ms: 3_600_000, route: "subscribedSkus" });
    const done = await run(server, {}, { stepMsMax: 300 });
    expect(done.of("licences")).toMatchObject({ state: "failed", code: "timed-out" });
    expect(done.of("users")).toMatchObject({ state: "skipped", code: null });
  });
});

describe("the way there", () => {
  it("is closed: nobody listens", async () => {
    const host = await startSilent(false);
    const done = await run({ url: `http://${host}` });
    const params = { service: "entra", host, reason: "ECONNREFUSED", detail: "connection-refused" };
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "unreachable", params });
    expect(statesOf(done)).toBe(`failed${" skipped".repeat(9)}`);
  });

  it("is open to Entra only: the token is looked at all the same", async () => {
    const server = await demo();
    const host = await startSilent(false);
    server.graphOrigins.add(`http://${host}`);
    const done = await run({ loginUrl: server.url, graphUrl: `http://${host}` });
    expect(done.of("resolve")).toMatchObject({
      code: "unreachable",
      params: { service: "graph", host, detail: "connection-refused" },
    });
    expect(statesOf(done)).toBe(`failed passed passed passed${" skipped".repeat(6)}`);
  });

  it("leads to a server whose certificate nobody vouches for", async () => {
    const { certificate, privateKey } = createKeyPair();
    const server = await demo({ key: privateKey, cert: certificate });
    const params = { host: new URL(server.url).host, reason: "DEPTH_ZERO_SELF_SIGNED_CERT" };
    const done = await run(server);
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "certificate-untrusted", params });
    expect(server.requests.entries).toEqual([]);
  });

  it("leads to a server that does not speak TLS", async () => {
    const { host } = new URL((await demo()).url);
    expect((await run({ url: `https://${host}` })).of("resolve")).toMatchObject({
      code: "unreachable",
      params: { detail: "connection-failed" },
    });
  });

  it("leads to silence", async () => {
    const host = await startSilent(true);
    const done = await run({ url: `https://${host}` }, {}, { stepMsMax: 200 });
    expect(done.of("resolve")).toMatchObject({
      ...{ state: "failed", code: "unreachable" },
      params: { host, detail: "connection-timed-out" },
    });
  });

  it.each(["ENOTFOUND", "EAI_AGAIN"])("has no address: %s", async (code) => {
    const lookup = () => Promise.reject(Object.assign(new Error("no"), { code }));
    const done = await run({ url: "https://login.example.test" }, {}, { lookup });
    const params = { host: "login.example.test", reason: code, detail: "host-not-found" };
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "unreachable", params });
  });

  it("goes by a proxy, which is said instead of looking", async () => {
    const proxy = await startSilent(false);
    vi.stubEnv("HTTPS_PROXY", `http://user:secret@${proxy}`);
    vi.stubEnv("https_proxy", `http://user:secret@${proxy}`);
    const done = await run({ url: "https://login.example.test" });
    expect(done.of("resolve")).toMatchObject({ state: "passed", code: "reached-by-proxy", params: { proxy } });
    expect(done.of("token")).toMatchObject({
      state: "failed",
      code: "unreachable",
      params: { reason: "ECONNREFUSED" },
    });
  });
});

describe("an abort", () => {
  it("in the middle ends the test at once, and what is under way", async () => {
    const server = await demo();
    server.faults.add({ kind: "slow", ms: 3_600_000, route: "organization" });
    const leaving = new AbortController();
    const seen: ConnectionEvent[] = [];
    const test = testConnection(secretConnection, optionsFor(server, { signal: leaving.signal }));
    const whole = (async () => {
      for await (const event of test) {
        seen.push(event);
        if (event.type === "started" && event.step === "organisation") queueMicrotask(() => leaving.abort());
      }
    })();
    await expect(whole).rejects.toMatchObject({ kind: "aborted" });
    expect(seen.at(-1)).toEqual({ type: "started", step: "organisation" });
  });

  it("before anything is heard asks nobody", async () => {
    const server = await demo();
    await expect(run(server, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: "aborted" });
    expect(server.requests.entries).toEqual([]);
  });

  it("by not listening any more leaves nothing open", async () => {
    const server = await demo();
    for await (const event of testConnection(secretConnection, optionsFor(server))) {
      if (event.type === "finished" && event.result.step === "token") break;
    }
    expect(server.requests.entries.map(({ route }) => route)).toEqual(["token"]);
  });
});
