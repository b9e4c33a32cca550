import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { pipeline } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import { startDemoTenant } from "@/demo/server";
import { createTransport } from "@/lib/graph/transport";
import { createApp, createKeyPair } from "../demo/client";
import { createTestClient, json, startScriptedGraph } from "./server";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

function open() {
  const transport = createTransport({ timeoutMs: 5_000, bodyBytesMax: 1_000 });
  closing.push(transport.close);
  return (url: string) => transport.send({ service: "graph", method: "GET", url, headers: {} });
}

/** Notes where it was asked to connect to; takes everybody to the one server, or refuses when there is none. */
async function startProxy(server?: string) {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    if (server === undefined) return socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const upstream = connect(Number(new URL(server).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      pipeline(upstream, socket, upstream, () => undefined);
    });
    return upstream;
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  closing.push(async () => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

it("goes by way of the proxy, and says so when that refuses", async () => {
  const proxy = await startProxy();
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  vi.stubEnv("https_proxy", proxy.url);
  vi.stubEnv("NO_PROXY", "");
  vi.stubEnv("no_proxy", "");
  const failure = { kind: "unreachable", code: "unreachable", networkCode: expect.any(String) };
  await expect(open()("https://graph.example.test/v1.0/me")).rejects.toMatchObject(failure);
  expect(proxy.asked).toEqual(["graph.example.test:443"]);
});

it("looks at the server's certificate through the proxy as well", async () => {
  const { certificate, privateKey } = createKeyPair();
  const server = await startDemoTenant({ apps: [createApp()], tls: { key: privateKey, cert: certificate } });
  const proxy = await startProxy(server.url);
  closing.push(server.stop);
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  vi.stubEnv("https_proxy", proxy.url);
  await expect(open()("https://graph.example.test/v1.0/me")).rejects.toMatchObject({ code: "server-untrusted" });
  expect(proxy.asked).toEqual(["graph.example.test:443"]);
});

it("reaches this machine without the proxy", async () => {
  const proxy = await startProxy();
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"]) vi.stubEnv(name, proxy.url);
  vi.stubEnv("NO_PROXY", "");
  const server = await startScriptedGraph();
  closing.push(server.stop);
  server.respond(json({}));
  expect((await open()(server.url)).status).toBe(200);
  expect(proxy.asked).toEqual([]);
});

it("does not go on trying with a server whose certificate nobody vouches for", async () => {
  const { certificate, privateKey } = createKeyPair();
  const server = await startDemoTenant({ apps: [createApp()], tls: { key: privateKey, cert: certificate } });
  closing.push(server.stop);
  const { client, waits } = createTestClient(server.url);
  closing.push(client.close);
  await expect(client.getToken()).rejects.toMatchObject({ kind: "unreachable", code: "server-untrusted" });
  expect(waits).toEqual([]);
});

it("does not pass a mistake of ours off as a bad line", async () => {
  const transport = createTransport({ timeoutMs: 5_000, bodyBytesMax: 1_000 });
  closing.push(transport.close);
  const request = {
    service: "graph",
    method: "GET",
    url: "http://127.0.0.1:9",
    headers: { "bad header": "x" },
  } as const;
  await expect(transport.send(request)).rejects.toThrow(TypeError);
});
