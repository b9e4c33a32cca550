import { once } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { abortedError } from "@/lib/graph/errors";
import { isOwnNextLink, readPages } from "@/lib/graph/pages";

const base = "https://graph.microsoft.com/v1.0";

describe("isOwnNextLink", () => {
  it.each([
    ["https://graph.microsoft.com/v1.0/users?$skiptoken=x", true],
    ["https://graph.microsoft.com:443/v1.0/users", true],
    ["https://GRAPH.microsoft.com/v1.0/users", true],
    ["http://graph.microsoft.com/v1.0/users", false],
    ["https://graph.microsoft.com:8443/v1.0/users", false],
    ["https://graph.microsoft.com.evil.example/v1.0/users", false],
    ["https://graph.microsoft.com@evil.example/v1.0/users", false],
    ["https://user:word@graph.microsoft.com/v1.0/users", false],
    ["https://evil.example/v1.0/users", false],
    ["https://graph.microsoft.com/beta/users", false],
    ["https://graph.microsoft.com/v1.0", false],
    ["https://graph.microsoft.com/v1.00/users", false],
    ["https://graph.microsoft.com/v1.0/../beta/users", false],
    ["https://graph.microsoft.com/v1.0/%2e%2e/beta/users", false],
    ["/v1.0/users?$skiptoken=x", false],
    ["//evil.example/v1.0/users", false],
    ["", false],
  ])("%s: %s", (link, isOwn) => {
    expect(isOwnNextLink(link, base)).toBe(isOwn);
  });

  it("keeps the path of a private test server", () => {
    const own = "http://127.0.0.1:4000/graph/v1.0";
    expect(isOwnNextLink("http://127.0.0.1:4000/graph/v1.0/users", own)).toBe(true);
    expect(isOwnNextLink("http://127.0.0.1:4000/v1.0/users", own)).toBe(false);
  });

  it("accepts no other host, whatever it is", () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        return isOwnNextLink(`https://${host}/v1.0/users`, base) === (host === "graph.microsoft.com");
      }),
    );
  });
});

describe("readPages", () => {
  const itemSchema = z.object({ id: z.string() });
  type Body = { value: { id: string }[]; "@odata.nextLink"?: string | null; "@odata.count"?: number | string };

  /** Serves bodies by the number in the query, and says what happened in which order. */
  function setUp(bodies: Body[]) {
    const events: string[] = [];
    const ending = new AbortController();
    const read = () =>
      readPages({ base, path: "/users?page=0", itemSchema, signal: ending.signal }, async (url, schema, signal) => {
        const number = Number(new URL(url).searchParams.get("page"));
        events.push(`ask ${number}`);
        const body = bodies[number];
        // No body: an answer that never comes.
        if (body === undefined) await once(signal, "abort");
        if (signal.aborted) {
          events.push(`drop ${number}`);
          throw abortedError();
        }
        return { value: schema.parse(body), requestId: `r-${number}` };
      });
    return { read, events, ending };
  }
  const page = (number: number, next?: number): Body => ({
    value: [{ id: `u${number}` }],
    ...(next === undefined ? {} : { "@odata.nextLink": `${base}/users?page=${next}` }),
  });

  it("asks for the next page before it hands this one over", async () => {
    const { read, events } = setUp([{ ...page(0, 1), "@odata.count": "3" }, page(1, 2), page(2)]);
    const pages = [];
    for await (const one of read()) {
      events.push(`use ${one.number}`);
      pages.push(one);
    }
    expect(events).toEqual(["ask 0", "ask 1", "use 1", "ask 2", "use 2", "use 3"]);
    expect(pages).toEqual([
      { items: [{ id: "u0" }], number: 1, odataCount: 3, requestId: "r-0" },
      { items: [{ id: "u1" }], number: 2, odataCount: null, requestId: "r-1" },
      { items: [{ id: "u2" }], number: 3, odataCount: null, requestId: "r-2" },
    ]);
  });

  it("goes on after an empty page, and ends where there is no link", async () => {
    const { read } = setUp([
      { ...page(0, 1), value: [] },
      { ...page(1), "@odata.nextLink": null },
    ]);
    const sizes = [];
    for await (const { items } of read()) sizes.push(items.length);
    expect(sizes).toEqual([0, 1]);
  });

  it("drops the request under way when the caller leaves", async () => {
    const { read, events } = setUp([page(0, 1)]);
    for await (const _ of read()) break;
    expect(events).toEqual(["ask 0", "ask 1", "drop 1"]);
  });

  it("keeps the failure of a page to itself until the caller asks for that page", async () => {
    const { read, ending } = setUp([page(0, 1)]);
    const pages = read();
    await pages.next();
    ending.abort();
    // A turn of the event loop, after which Node would have reported a failure that nobody takes.
    await new Promise((resolve) => setImmediate(resolve));
    await expect(pages.next()).rejects.toMatchObject({ kind: "aborted" });
  });

  it.each([
    ["to itself", [page(0, 0)]],
    ["back", [page(0, 1), page(1, 2), page(2, 1)]],
  ])("notices a link %s", async (_, bodies) => {
    const { read } = setUp(bodies);
    const drain = async () => {
      for await (const _ of read());
    };
    await expect(drain()).rejects.toMatchObject({ kind: "incomplete", code: "page-loop" });
  });

  it.each(["https://evil.example/v1.0/users?page=1", "", "/v1.0/users?page=1"])(
    "does not follow %j, and hands nothing over that stands before it",
    async (link) => {
      const { read, events } = setUp([{ ...page(0), "@odata.nextLink": link }]);
      await expect(read().next()).rejects.toMatchObject({ code: "foreign-next-link", service: "graph" });
      expect(events).toEqual(["ask 0"]);
    },
  );
});
