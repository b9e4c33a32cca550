import path from "node:path";
import { describe, expect, test } from "vitest";
import { permissions } from "@/lib/auth/permissions";
import { type EntryPoints, inspect, readEntryPoints } from "../../support/entry-points";

/** Open to everybody. A new line here is a decision, not a formality. */
const PUBLIC_PAGES = ["/", "/setup", "/sign-in"];
const PUBLIC_ROUTES = [
  // Each operation behind it asks for a token; tests/integration/api holds every one of them against that.
  ...["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"].map((method) => `${method} /api/v1/[[...path]]`),
  "GET /api/auth/[...nextauth]",
  "GET /api/health",
  // by a token of its own
  "GET /api/metrics",
  "GET /api/v1/openapi.json",
  "POST /api/auth/[...nextauth]",
].sort();
const PUBLIC_ACTIONS = ["setLocale", "setTheme", "setUp", "signOut"];

const { pages, routes, actions, faults } = readEntryPoints(path.resolve("."));

describe("entry points", () => {
  test("all are seen", () => {
    expect(pages.length).toBeGreaterThan(3);
    expect(routes.length).toBeGreaterThan(1);
    expect(actions.length).toBeGreaterThan(5);
  });

  test("all are guarded the one way there is", () => {
    expect(faults).toEqual([]);
  });

  test("only these are open to everybody", () => {
    const open = <Entry>(entries: Entry[], isOpen: (entry: Entry) => boolean, nameOf: (entry: Entry) => string) =>
      entries.filter(isOpen).map(nameOf).sort();
    const isPublic = (entry: { permission: string | null }) => entry.permission === null;
    expect(
      open(
        pages,
        ({ role }) => role === null,
        (page) => page.path,
      ),
    ).toEqual(PUBLIC_PAGES);
    expect(open(routes, isPublic, (route) => `${route.method} ${route.path}`)).toEqual(PUBLIC_ROUTES);
    expect(open(actions, isPublic, ({ name }) => name)).toEqual(PUBLIC_ACTIONS);
  });

  test("name permissions that exist", () => {
    const named = [...routes, ...actions].flatMap(({ permission }) => permission ?? []);
    expect(named.filter((permission) => !permissions.some((known) => known === permission))).toEqual([]);
  });
});

const inspectOne = (file: string, text: string) => {
  const found: EntryPoints = { pages: [], routes: [], actions: [], faults: [] };
  inspect(file, text, found);
  return found;
};

describe("the fence bites", () => {
  const guard = 'import { requireAccount } from "@/lib/auth/session";\n';
  const maker = 'import { defineAction } from "@/lib/actions/define-action";\n';

  test.each([
    ["a page without a guard is public", "export default function P() {}", null],
    ["no role is every role", `${guard}export default async function P() { await requireAccount(); }`, "viewer"],
    [
      "a role",
      `${guard}export default async function P() { const me = await requireAccount("administrator"); }`,
      "administrator",
    ],
    [
      "another function of that name is no guard",
      'import { requireAccount } from "./own";\nexport default async function P() { await requireAccount(); }',
      null,
    ],
    [
      "a guard of another function is none",
      `${guard}async function x() { await requireAccount(); }\nexport default async function P() {}`,
      null,
    ],
  ])("page: %s", (_, text, role) => {
    expect(inspectOne("app/(console)/x/[id]/page.tsx", text).pages).toMatchObject([{ path: "/x/[id]", role }]);
  });

  test.each([
    `${guard}export default async function P() { await read(); await requireAccount(); }`,
    `${guard}export default async function P() { requireAccount(); }`,
    `${guard}export default async function P() { await requireAccount(role()); }`,
    `${guard}export default async function P() { if (x) await requireAccount(); }`,
    "const P = () => null; export default P;",
  ])("page: %s", (text) => {
    expect(inspectOne("app/(console)/x/page.tsx", text).faults).toHaveLength(1);
  });

  test.each([
    '"use server"; export async function remove() {}',
    `"use server"; ${maker} export const remove = async () => {};`,
    '"use server"; export * from "./others";',
    '"use server"; export { remove } from "./others";',
    '"use server"; export default async function remove() {}',
    '"use server"; import { defineAction } from "./own"; export const remove = defineAction({ permission: "read" }, x);',
    `"use server"; ${maker} export const remove = defineAction({ name: "x" }, x);`,
    `"use server"; ${maker} export const remove = defineAction({ permission: choose() }, x);`,
    'export function Form() { return <form action={async () => { "use server"; }} />; }',
  ])("action: %s", (text) => {
    expect(inspectOne("app/x/actions.tsx", text).faults).toHaveLength(1);
  });

  test.each([
    "export async function GET() {}",
    "export const POST = async () => {};",
    'import { defineRoute } from "./own"; export const GET = defineRoute({ permission: "read" }, x);',
    'export { GET } from "./others";',
  ])("route: %s", (text) => {
    expect(inspectOne("app/api/x/route.ts", text).faults).toHaveLength(1);
  });

  test("what is written as meant passes", () => {
    const text = `"use server"; ${maker} const permission = "read"; export type X = 1;
      export const one = defineAction({ name: "a", permission }, x);
      export const two = defineAction({ name: "b", permission: "runs:start" }, x);`;
    expect(inspectOne("app/x/actions.ts", text)).toMatchObject({
      faults: [],
      actions: [
        { name: "one", permission: "read" },
        { name: "two", permission: "runs:start" },
      ],
    });
  });
});
