import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contosoTenantId, type DemoServer } from "@/demo/server";
import { resolveTenant } from "@/lib/graph/resolve-tenant";
import { optionsFor, startDemo } from "./connection";

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server.stop());

const resolve = (domain: string, url = server.url) => resolveTenant("global", domain, optionsFor({ url }));

describe("the directory of a domain", () => {
  it.each(["contoso.com", "Contoso.onmicrosoft.com"])("is told by Entra: %s", async (domain) => {
    expect(await resolve(domain)).toBe(contosoTenantId);
  });

  it("is said to be none where there is none", async () => {
    await expect(resolve("nobody.example")).rejects.toMatchObject({
      code: "tenant-not-found",
      aadstsCode: 90002,
      status: 400,
    });
  });

  it.each(["contoso", "contoso.com/x", "contoso.com?x", "../contoso.com", "common", "-a.com", "a..com", ""])(
    "is not asked for by what is no domain: %s",
    async (domain) => {
      server.requests.reset();
      await expect(resolve(domain)).rejects.toMatchObject({ code: "tenant-invalid" });
      expect(server.requests.entries).toEqual([]);
    },
  );

  it("cannot be told by a server that is away, or by one that is not Entra", async () => {
    const other = createServer((_, response) => response.setHeader("content-type", "application/json").end("{}"));
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(resolve("contoso.com", url)).rejects.toMatchObject({ code: "unreadable-success" });
    other.close();
    await once(other, "close");
    await expect(resolve("contoso.com", url)).rejects.toMatchObject({ code: "unreachable" });
  });
});
