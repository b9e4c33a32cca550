import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildPage,
  decodeCursor,
  encodeCursor,
  isNarrowed,
  type ListOptions,
  type ListState,
  listHref,
  parseListState,
  readingOrder,
} from "../../../lib/paging/list-state";

const options: ListOptions = {
  sortable: ["name", "available", "since"],
  defaultSort: { sort: "name" },
  filters: { status: ["short", "full"], portal: "any" },
};
const parse = (query: string) => parseListState(new URLSearchParams(query), options);
const reparse = (href: string) => parse(href.split("?")[1] ?? "");

describe("parseListState", () => {
  it("is the default list without parameters", () => {
    expect(parse("")).toEqual({
      q: "",
      sort: "name",
      direction: "asc",
      pageSize: 50,
      offset: 0,
      cursor: null,
      filters: {},
      defaults: { sort: "name", direction: "asc" },
    });
  });

  it("reads what is allowed", () => {
    const after = encodeCursor({ value: "Müller", id: 7 });
    expect(
      parse(`q=+e5+&sort=available&dir=desc&size=100&status=short&status=full&portal=12&after=${after}&from=101`),
    ).toMatchObject({
      q: "e5",
      sort: "available",
      direction: "desc",
      pageSize: 100,
      offset: 100,
      cursor: { kind: "after", value: "Müller", id: 7 },
      filters: { status: ["short", "full"], portal: ["12"] },
    });
  });

  it.each([
    ["sort=secret", { sort: "name" }],
    ["sort=__proto__", { sort: "name" }],
    ["sort=secret&dir=desc", { sort: "name", direction: "asc" }],
    ["dir=up", { direction: "asc" }],
    ["size=51", { pageSize: 50 }],
    ["size=1e9", { pageSize: 50 }],
    ["size=NaN", { pageSize: 50 }],
    ["status=other&status=", { filters: {} }],
    ["status=short&status=short", { filters: { status: ["short"] } }],
    ["after=%%%", { cursor: null, offset: 0 }],
    ["after=e30", { cursor: null }],
    ["from=101", { cursor: null, offset: 0 }],
    [`after=${encodeCursor({ value: "a", id: 1 })}&from=-3`, { offset: null }],
    [`after=${encodeCursor({ value: "a", id: 1 })}&from=0`, { offset: null }],
    ["q=a%00b", { q: "ab" }],
    [`q=${"x".repeat(500)}`, { q: "x".repeat(200) }],
  ])("%s falls back", (query, expected) => {
    expect(parse(query)).toMatchObject(expected);
  });

  it("takes the first of repeated parameters and plain records too", () => {
    expect(parseListState({ q: ["a", "b"], sort: "since", dir: undefined }, options)).toMatchObject({
      q: "a",
      sort: "since",
    });
  });

  it("keeps the direction of the default sort to the default sort", () => {
    const newestFirst: ListOptions = { sortable: ["since", "name"], defaultSort: { sort: "since", direction: "desc" } };
    expect(parseListState({}, newestFirst)).toMatchObject({ sort: "since", direction: "desc" });
    expect(parseListState({ sort: "name" }, newestFirst)).toMatchObject({ sort: "name", direction: "asc" });
  });

  it("never throws, whatever stands in the URL", () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
    const name = fc.oneof(
      fc.constantFrom("q", "sort", "dir", "size", "after", "before", "from", "status", "portal"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (record) => {
        const state = parseListState(record, options);
        expect(options.sortable).toContain(state.sort);
        expect([50, 100, 200]).toContain(state.pageSize);
      }),
    );
  });
});

describe("cursors", () => {
  it("come back as they went, in the alphabet of a URL", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("", "Müller", "東京", "👩‍💻", "\u2028", '"\\', "2026-03-05T10:00:00.000Z"),
    );
    const value = fc.option(text.filter((each) => !each.includes("\0")));
    fc.assert(
      fc.property(value, fc.maxSafeInteger(), (sortValue, number) => {
        const key = { value: sortValue, id: number === 0 ? 0 : number };
        const cursor = encodeCursor(key);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor)).toEqual(key);
      }),
    );
  });

  const encode = (json: unknown) => Buffer.from(JSON.stringify(json)).toString("base64url");
  it.each([
    "",
    "=",
    "a b",
    "null",
    "x".repeat(3000),
    encode(null),
    encode({ value: "a", id: 1 }),
    encode(["a"]),
    encode(["a", 1, 2]),
    encode([1, 1]),
    encode(["a", "1"]),
    encode(["a", 1.5]),
    encode(["a", 1e300]),
    encode(["a\0", 1]),
    Buffer.from([0xff, 0xfe]).toString("base64url"),
  ])("%j is none", (text) => {
    expect(decodeCursor(text)).toBeNull();
  });
});

describe("listHref", () => {
  const somewhere = parse(
    `q=e5&status=short&sort=since&dir=desc&size=100&after=${encodeCursor({ value: null, id: 3 })}&from=101`,
  );

  it("leaves defaults out", () => {
    expect(listHref("/list", parse(""))).toBe("/list");
    expect(listHref("/list", parse("sort=name&dir=asc&size=50"))).toBe("/list");
  });

  it("is read back as the same state", () => {
    expect(reparse(listHref("/list", somewhere))).toEqual(somewhere);
  });

  it.each<[string, Parameters<typeof listHref>[2], Partial<ListState>]>([
    ["search", { q: "f3" }, { q: "f3" }],
    ["sort", { sort: "name", direction: "desc" }, { sort: "name", direction: "desc" }],
    ["page size", { pageSize: 200 }, { pageSize: 200 }],
    ["filter", { filters: { status: [] } }, { filters: {} }],
  ])("starts at the first page when the %s changes", (_, patch, expected) => {
    expect(reparse(listHref("/list", somewhere, patch))).toEqual({
      ...somewhere,
      cursor: null,
      offset: 0,
      ...expected,
    });
  });

  it("keeps other filters when one changes", () => {
    expect(reparse(listHref("/list", somewhere, { filters: { portal: ["9"] } })).filters).toEqual({
      status: ["short"],
      portal: ["9"],
    });
  });

  it("goes to a page, and to the first one", () => {
    const cursor = encodeCursor({ value: "k", id: 5 });
    expect(reparse(listHref("/list", somewhere, { page: { kind: "before", cursor, from: 1 } }))).toEqual({
      ...somewhere,
      cursor: { kind: "before", value: "k", id: 5 },
      offset: 0,
    });
    expect(reparse(listHref("/list", somewhere, { page: null }))).toEqual({ ...somewhere, cursor: null, offset: 0 });
  });

  it("carries parameters that are not the list's", () => {
    expect(listHref("/list", parse("q=a"), { params: { product: 12, tab: null } })).toBe("/list?q=a&product=12");
    expect(reparse(listHref("/list", somewhere, { params: { product: 12 } }))).toEqual(somewhere);
  });

  it("knows whether the list is narrowed", () => {
    expect([parse(""), parse("sort=since"), parse("q=a"), parse("portal=1")].map(isNarrowed)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("buildPage", () => {
  type Row = { name: string; id: number };
  const all: Row[] = Array.from({ length: 230 }, (_, index) => ({
    name: `n${Math.floor(index / 3)}`.padStart(4, "0"),
    id: index + 1,
  }));
  const keyOf = (row: Row) => ({ value: row.name, id: row.id });
  const compare = (a: { name: string; id: number }, b: { name: string; id: number }) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id;

  /** What a query does, on an array. */
  function read(state: ListState) {
    const { limit, direction } = readingOrder(state);
    const sign = direction === "asc" ? 1 : -1;
    const from = state.cursor && { name: state.cursor.value ?? "", id: state.cursor.id };
    const rows = [...all].sort((a, b) => sign * compare(a, b)).filter((row) => !from || sign * compare(row, from) > 0);
    return buildPage(state, rows.slice(0, limit), all.length, keyOf);
  }
  const go = (state: ListState, kind: "after" | "before", cursor: string | null, from: number | null) =>
    cursor === null ? null : reparse(listHref("/", state, { page: { kind, cursor, from } }));

  it.each(["asc", "desc"] as const)("walks to the end and back over the same pages (%s)", (direction) => {
    const pages = [];
    let state: ListState | null = parse(`dir=${direction}`);
    let last = state;
    while (state) {
      last = state;
      const page: ReturnType<typeof read> = read(state);
      pages.push(page);
      state = go(state, "after", page.nextCursor, (page.firstRowNumber ?? 0) + page.rows.length);
    }
    expect(pages.map((page) => [page.firstRowNumber, page.rows.length])).toEqual([
      [1, 50],
      [51, 50],
      [101, 50],
      [151, 50],
      [201, 30],
    ]);
    expect(new Set(pages.flatMap((page) => page.rows.map((row) => row.id))).size).toBe(all.length);

    const back = [];
    let page = read(last);
    while (page.previousCursor) {
      const previous = go(last, "before", page.previousCursor, Math.max(1, (page.firstRowNumber ?? 0) - 50));
      if (!previous) break;
      page = read(previous);
      back.unshift(page);
    }
    expect(back.map((each) => each.rows)).toEqual(pages.slice(0, -1).map((each) => each.rows));
    expect(back[0]).toMatchObject({ firstRowNumber: 1, previousCursor: null });
  });

  it("has no number where the link carried none, and no cursor where there is no row", () => {
    expect(read(parse(`after=${encodeCursor({ value: "0n10", id: 1 })}`)).firstRowNumber).toBeNull();
    expect(buildPage(parse(""), [], 0, keyOf)).toEqual({
      rows: [],
      total: 0,
      firstRowNumber: null,
      nextCursor: null,
      previousCursor: null,
    });
  });
});
