import { once } from "node:events";
import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { choosePort, findFreePort } from "@/scripts/lib/ports";

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(port: number, host = "127.0.0.1"): Promise<void> {
  const server = net.createServer().listen(port, host);
  servers.push(server);
  await once(server, "listening");
}

describe("choosing a port", () => {
  it("takes the next free one when the first is taken", async () => {
    const first = await findFreePort();
    await occupy(first);
    const chosen = await choosePort(undefined, "127.0.0.1", first);
    expect(chosen).toBeGreaterThan(first);
    await occupy(chosen);
  });

  it("takes the one that was asked for, or says that it is taken", async () => {
    const wanted = await findFreePort();
    expect(await choosePort(String(wanted), "127.0.0.1")).toBe(wanted);
    await occupy(wanted);
    await expect(choosePort(String(wanted), "127.0.0.1")).rejects.toThrow(`Port ${wanted} is taken`);
  });

  it("leaves out one that would answer on the other loopback, or on every interface", async () => {
    const wanted = await findFreePort();
    await occupy(wanted, "::1");
    await expect(choosePort(String(wanted), "127.0.0.1")).rejects.toThrow("is taken");
    const other = await findFreePort();
    await occupy(other, "127.0.0.1");
    await expect(choosePort(String(other), "0.0.0.0")).rejects.toThrow("is taken");
  });

  it.each(["0", "65536", "eighty", "3000.5"])("refuses %s", async (wanted) => {
    await expect(choosePort(wanted, "127.0.0.1")).rejects.toThrow("not a port number");
  });
});
