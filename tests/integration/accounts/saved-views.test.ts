import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveViewSchema } from "@/lib/accounts/saved-view";
import { deleteView, listSavedViews, renameView, saveView } from "@/lib/accounts/saved-views";
import { db } from "@/lib/db/client";
import { clearAccounts, openDatabase } from "./setup";

const list = "/licence-management/licences";
const otherList = "/master-data/contacts";

let close: () => Promise<void>;
let erika: { id: string };
let viktor: { id: string };

beforeAll(async () => {
  close = await openDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  await clearAccounts();
  const add = (username: string) =>
    db().account.create({
      data: { username, displayName: username, role: "viewer", passwordHash: "-" },
      select: { id: true },
    });
  [erika, viktor] = await Promise.all([add("erika"), add("viktor")]);
});

const save = (owner: { id: string }, name: string, changes: { list?: string; query?: string } = {}) =>
  saveView(owner, saveViewSchema.parse({ list, query: "q=e5", name, ...changes }));
const namesOf = async (owner: { id: string }) => (await listSavedViews(owner)).map(({ name }) => name);

test("a view is saved, listed in the order of names, renamed and deleted", async () => {
  const { id } = await save(erika, "Short");
  await save(erika, "Ähnliche", { query: "state=Warning&columns=state,unitsEnabled" });
  expect(await listSavedViews(erika)).toMatchObject([
    { list, name: "Ähnliche", query: "state=Warning&columns=state%2CunitsEnabled" },
    { id, list, name: "Short", query: "q=e5" },
  ]);
  await renameView(erika, { id, name: "Renewals" });
  expect(await namesOf(erika)).toEqual(["Ähnliche", "Renewals"]);
  await deleteView(erika, { id });
  await deleteView(erika, { id });
  expect(await namesOf(erika)).toEqual(["Ähnliche"]);
});

test("a name is taken within one list of one person only, regardless of case", async () => {
  const taken = { code: "view-name-taken", fields: { name: "view-name-taken" } };
  await save(erika, "Mine");
  await expect(save(erika, "MINE")).rejects.toMatchObject(taken);
  await save(erika, "Mine", { list: otherList });
  await save(viktor, "Mine");
  const { id } = await save(erika, "Other");
  await expect(renameView(erika, { id, name: "mine" })).rejects.toMatchObject(taken);
  await renameView(erika, { id, name: "OTHER" });
  expect(await namesOf(erika)).toEqual(["Mine", "Mine", "OTHER"]);
});

test("of two that are saved under one name at once, one is kept", async () => {
  const outcomes = await Promise.allSettled([save(erika, "Twice"), save(erika, "twice")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await namesOf(erika)).toHaveLength(1);
});

describe("of somebody else", () => {
  test("views are not seen", async () => {
    await save(erika, "Mine");
    expect(await listSavedViews(viktor)).toEqual([]);
  });

  test("views are neither renamed nor deleted", async () => {
    const { id } = await save(erika, "Mine");
    await expect(renameView(viktor, { id, name: "Yours" })).rejects.toMatchObject({ code: "view-not-found" });
    await deleteView(viktor, { id });
    expect(await namesOf(erika)).toEqual(["Mine"]);
  });
});

test("a list holds fifty views of one person, and no more however many come at once", async () => {
  for (let number = 0; number < 48; number++) await save(erika, `View ${number}`);
  const outcomes = await Promise.allSettled(["a", "b", "c", "d"].map((name) => save(erika, name)));
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(refusals).toMatchObject(Array(2).fill({ code: "views-too-many", params: { maximum: 50 } }));
  expect(await namesOf(erika)).toHaveLength(50);
  await save(erika, "Elsewhere", { list: otherList });
  await save(viktor, "Mine");
});

test("an account takes its views with it", async () => {
  await save(erika, "Mine");
  await db().account.delete({ where: { id: erika.id } });
  expect(await db().savedView.count()).toBe(0);
});

describe("the input of a view", () => {
  const valid = { list, name: "Name", query: "" };

  test("loses where in the list somebody stood, and what surrounds the name", () => {
    const query = "q=a+b&state=Warning&after=xyz&before=abc&from=51&columns=state";
    expect(saveViewSchema.parse({ ...valid, name: "  Mine ", query })).toEqual({
      list,
      name: "Mine",
      query: "q=a+b&state=Warning&columns=state",
    });
  });

  test.each([
    [{ name: "   " }],
    [{ name: "x".repeat(61) }],
    [{ name: "a\u0000b" }],
    [{ name: "a\nb" }],
    [{ list: "/system/users" }],
    [{ list: "//evil.example" }],
    [{ query: "q=".padEnd(8_001, "x") }],
  ])("is refused: %j", (changes) => {
    expect(saveViewSchema.safeParse({ ...valid, ...changes }).success).toBe(false);
  });
});
