import net from "node:net";
import { expect, test } from "vitest";
import { allowConsole, isLoopback } from "@/tests/support/setup";

test.each(["192.0.2.1", "example.org"])("a connection to %s is refused, whichever client makes it", async (host) => {
  expect(() => net.connect({ host, port: 443 })).toThrow("only loopback");
  expect(() => net.connect(443, host)).toThrow("only loopback");
  const refusal = await fetch(`http://${host}:81/`).catch((error: Error) => error);
  expect(refusal).toHaveProperty("cause.message", expect.stringContaining("only loopback"));
});

test("loopback is let through", async () => {
  const server = net.createServer((socket) => socket.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  const answer = await new Promise<string>((resolve) => net.connect(port).on("data", (data) => resolve(String(data))));
  expect(answer).toBe("hello");
  await new Promise((resolve) => server.close(resolve));
});

test.each(["127.0.0.1.example.org", "localhost.example.org", "10.0.0.1"])("%s is not loopback", (host) => {
  expect(isLoopback(host)).toBe(false);
});

test("a test that says so may print", () => {
  const lines = allowConsole();
  console.error("meant");
  expect(lines).toEqual(["console.error: meant"]);
});
