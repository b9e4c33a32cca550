import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { pipeline } from "node:stream";
import { Agent } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type DownloadOptions, downloadCatalogue } from "@/lib/catalogue/client";
import { listText } from "../../support/catalogue/list";
import { createKeyPair } from "../demo/client";
import { csv, cut, endless, type ListServer, silent, startListServer, status } from "./list-server";

let plain: ListServer;
let secure: ListServer;
/** Whom the list's own server is vouched for by, as NODE_EXTRA_CA_CERTS would. */
let trusting: Agent;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const { certificate, privateKey } = createKeyPair();
  plain = await startListServer();
  secure = await startListServer({ key: privateKey, cert: certificate });
  trusting = new Agent({ connect: { ca: certificate } });
});
afterAll(async () => {
  await trusting.destroy();
  await Promise.all([plain.stop(), secure.stop()]);
});
beforeEach(() => {
  plain.received.length = 0;
  secure.received.length = 0;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

const fetchText = async (address: string, options: DownloadOptions = {}) =>
  new TextDecoder().decode(await downloadCatalogue(address, options));

test("brings the bytes as they are served", async () => {
  plain.answer(csv());
  expect(await fetchText(plain.address)).toBe(listText);
  expect(plain.received).toMatchObject([
    { path: "/list.csv", headers: { accept: expect.stringMatching(/^text\/csv/) } },
  ]);
});

test("follows redirects to https, three of them", async () => {
  plain.answer(status(302, { location: `${secure.origin}/1` }));
  secure.answer(status(301, { location: "2" }), "/1");
  secure.answer(status(307, { location: "/3" }), "/2");
  secure.answer(csv(), "/3");
  expect(await fetchText(plain.address, { dispatcher: trusting })).toBe(listText);
  expect(secure.received.map(({ path }) => path)).toEqual(["/1", "/2", "/3"]);

  secure.answer(status(308, { location: "/4" }), "/3");
  const failure = { code: "catalogue-redirected", detail: "HTTP 308" };
  await expect(fetchText(plain.address, { dispatcher: trusting })).rejects.toMatchObject(failure);
  expect(secure.received.map(({ path }) => path)).not.toContain("/4");
});

test.each([
  ["http on the same machine", () => `${plain.origin}/other`],
  ["http elsewhere", () => "http://download.example/list.csv"],
  ["a file", () => "file:///etc/passwd"],
  ["no address at all", () => "http://"],
])("follows no redirect to %s", async (_, location) => {
  plain.answer(status(302, { location: location() }));
  await expect(fetchText(plain.address)).rejects.toMatchObject({ code: "catalogue-redirected", detail: "HTTP 302" });
  expect(plain.received).toHaveLength(1);
});

test.each([404, 403, 500, 204, 304])("says of status %i that the list was refused", async (code) => {
  plain.answer(status(code));
  await expect(fetchText(plain.address)).rejects.toMatchObject({ code: "catalogue-refused", detail: `HTTP ${code}` });
});

test("stops a body that does not end", async () => {
  plain.answer(endless);
  await expect(fetchText(plain.address)).rejects.toMatchObject({ code: "catalogue-too-large", params: { maximum: 8 } });
});

test("takes no half of a list for a whole one", async () => {
  plain.answer(cut);
  await expect(fetchText(plain.address)).rejects.toMatchObject({ code: "catalogue-unreachable" });
});

test("waits no longer than it is told, and no further once it is to stop", async () => {
  plain.answer(silent);
  await expect(fetchText(plain.address, { timeoutMs: 50 })).rejects.toMatchObject({ code: "catalogue-timed-out" });
  const stopping = new AbortController();
  const download = fetchText(plain.address, { signal: stopping.signal });
  stopping.abort(new Error("stop"));
  await expect(download).rejects.toThrow("stop");
});

test("says what is wrong with a server that is away, or that nobody vouches for", async () => {
  const gone = await startListServer();
  await gone.stop();
  await expect(fetchText(gone.address)).rejects.toMatchObject({
    code: "catalogue-unreachable",
    detail: "ECONNREFUSED",
  });
  await expect(fetchText(secure.address)).rejects.toMatchObject({
    code: "catalogue-untrusted",
    detail: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
});

test("goes by way of the proxy, except on this machine", async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    const upstream = connect(Number(new URL(secure.origin).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      pipeline(upstream, socket, upstream, () => undefined);
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  closing.push(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"]) {
    vi.stubEnv(name, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  }
  vi.stubEnv("NO_PROXY", "");
  vi.stubEnv("no_proxy", "");
  await expect(fetchText("https://download.example.test/list.csv")).rejects.toMatchObject({
    code: "catalogue-untrusted",
  });
  plain.answer(csv());
  expect(await fetchText(plain.address)).toBe(listText);
  expect(asked).toEqual(["download.example.test:443"]);
});
