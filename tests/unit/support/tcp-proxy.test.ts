import net from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";
import { eventually } from "@/tests/support/wait";

let echo: net.Server;
let proxy: TcpProxy;
beforeAll(async () => {
  echo = net.createServer((socket) => socket.on("error", () => {}).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  proxy = await startTcpProxy(`redis://127.0.0.1:${(echo.address() as net.AddressInfo).port}`);
});
beforeEach(() => proxy.resume());
afterAll(async () => {
  await proxy.close();
  echo.close();
});

function connect() {
  const socket = net.connect(proxy.port);
  const seen = { text: "", isClosed: false };
  socket.on("data", (data) => {
    seen.text += data;
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    seen.isClosed = true;
  });
  return { socket, seen };
}

test("it takes the place of the server in a URL", () => {
  expect(proxy.url("postgresql://user:pass@localhost:5432/name?x=1")).toBe(
    `postgresql://user:pass@127.0.0.1:${proxy.port}/name?x=1`,
  );
});

test("cut() resets what is open and what comes, resume() lets new ones through", async () => {
  const { socket, seen } = connect();
  socket.write("a");
  await eventually(() => seen.text === "a");
  proxy.cut();
  await eventually(() => seen.isClosed);
  const refused = connect();
  await eventually(() => refused.seen.isClosed);
  proxy.resume();
  const next = connect();
  next.socket.write("b");
  await eventually(() => next.seen.text === "b");
  next.socket.destroy();
});

test("stall() holds everything without closing, resume() hands it on", async () => {
  const { socket, seen } = connect();
  socket.write("a");
  await eventually(() => seen.text === "a");
  proxy.stall();
  socket.write("b");
  const late = connect();
  late.socket.write("c");
  await eventually(() => proxy.connections === 2);
  await expect(eventually(() => seen.text === "ab" || late.seen.text === "c", { timeoutMs: 100 })).rejects.toThrow(
    "100 ms",
  );
  expect([seen.isClosed, late.seen.isClosed]).toEqual([false, false]);
  proxy.resume();
  await eventually(() => seen.text === "ab" && late.seen.text === "c");
  socket.destroy();
  late.socket.destroy();
  await eventually(() => proxy.connections === 0);
});
