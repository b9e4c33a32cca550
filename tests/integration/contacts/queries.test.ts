import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ContactRow,
  contactFilters,
  contactSortKeys,
  countLimit,
  findContact,
  listContacts,
  listSkuTitles,
} from "@/lib/contacts/queries";
import { closeDatabase } from "@/lib/db/pool";
import { encodeCursor } from "@/lib/paging/list-state";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf, walk } from "../portals/pages";
import { insertPortal } from "../portals/seed";

const options = { sortable: contactSortKeys, defaultSort: { sort: "name" }, filters: contactFilters };
const skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const groupId = "9c0e0000-0000-4000-8000-0000000000aa";
const unknownGroupId = "9c0e0000-0000-4000-8000-0000000000bb";

let database: TestDatabase;
let admin: pg.Pool;
let contoso: string;
let fabrikam: string;

type Person = Partial<ContactRow> & { portal?: string | null };

async function insert(displayName: string, person: Person = {}): Promise<number> {
  const { rows } = await admin.query<{ id: number }>(
    `insert into contact (origin, portal_id, object_id, display_name, user_principal_name, mail, department, is_enabled, user_type,
       licence_count, gone_at, updated_at)
     values ($1, $2, gen_random_uuid(), $3, $4, $5, $6, $7, $8, $9, $10, now()) returning id`,
    [
      person.portal === null ? "manual" : "portal",
      person.portal === undefined ? contoso : person.portal,
      displayName,
      person.userPrincipalName ?? "",
      person.mail ?? "",
      person.department ?? "",
      person.isEnabled === undefined ? true : person.isEnabled,
      person.userType === undefined ? "Member" : person.userType,
      person.licenceCount ?? 0,
      person.goneAt ?? null,
    ],
  );
  return rows[0]?.id ?? 0;
}

const namesOf = async (search: string) =>
  (await listContacts(stateOf(search, options))).rows.map(({ displayName }) => displayName);

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  contoso = await insertPortal(admin, "Contoso");
  fabrikam = await insertPortal(admin, "Fabrikam");
  // Eleven of the same name, so that pages of three end within them.
  for (let number = 0; number < 11; number++) {
    await insert("Alex Kim", { licenceCount: number % 2, department: number % 3 === 0 ? "" : "Sales" });
  }
  await insert("Jörg Müller", { userPrincipalName: "j.mueller@contoso.example", licenceCount: 2 });
  await insert("100% Service", { mail: "service_desk@contoso.example", userType: null });
  await insert("1000 Service", { mail: "servicexdesk@contoso.example", userType: "Guest", portal: fabrikam });
  await insert("Back\\slash", { isEnabled: false });
  await insert("Gone Person", { goneAt: new Date("2026-11-01T00:00:00Z"), isEnabled: true });
  const byHand = await insert("Made by hand", { portal: null, isEnabled: null });
  await admin.query("update contact set custom_id = 'P-4711' where id = $1", [byHand]);
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

describe("pages of contacts", () => {
  test.each(contactSortKeys.flatMap((sort) => [`sort=${sort}&dir=asc`, `sort=${sort}&dir=desc`]))(
    "lose and double nothing in either direction: %s",
    async (search) => {
      const { forwards, backwards } = await walk(search, options, listContacts);
      const ids = forwards.flat().map(({ id }) => id);
      expect(ids).toHaveLength(17);
      expect(new Set(ids).size).toBe(17);
      expect(
        backwards
          .reverse()
          .flat()
          .map(({ id }) => id),
      ).toEqual(ids);
    },
  );

  test("know their number, first row and neighbours", async () => {
    const first = await listContacts({ ...stateOf("", options), pageSize: 3 });
    expect([first.total, first.isTotalCapped, first.firstRowNumber, first.previousCursor]).toEqual([
      17,
      false,
      1,
      null,
    ]);
  });

  test.each([
    ["of another sort", encodeCursor({ value: "abc", id: 1 }), "licenceCount"],
    ["without a value", encodeCursor({ value: null, id: 1 }), "name"],
    ["with an id too large", encodeCursor({ value: "1", id: 2 ** 40 }), "licenceCount"],
    ["with a number too large", encodeCursor({ value: "9".repeat(30), id: 1 }), "licenceCount"],
  ])("begin again for a cursor %s", async (_, after, sort) => {
    const page = await listContacts(stateOf(`sort=${sort}&after=${after}`, options));
    expect([page.rows.length, page.firstRowNumber, page.previousCursor]).toEqual([17, 1, null]);
  });

  test("count no further than the limit", async () => {
    await admin.query(
      `insert into contact (origin, display_name, licence_count, updated_at)
       select 'manual', 'Many ' || n, 0, now() from generate_series(1, $1) n`,
      [countLimit + 5],
    );
    try {
      const page = await listContacts(stateOf("q=many", options));
      expect([page.total, page.isTotalCapped, page.rows.length]).toEqual([countLimit, true, 50]);
    } finally {
      await admin.query("delete from contact where display_name like 'Many %'");
    }
  });
});

describe("the search for contacts", () => {
  test.each([
    ["a part of the name in other case", "q=ÖRG+MÜL", ["Jörg Müller"]],
    ["an umlaut of two characters", `q=${encodeURIComponent("Mu\u0308ller")}`, ["Jörg Müller"]],
    ["the user principal name", "q=j.mueller", ["Jörg Müller"]],
    ["a percent sign as itself", "q=100%25", ["100% Service"]],
    ["an underscore as itself", "q=service_desk", ["100% Service"]],
    ["a backslash as itself", `q=${encodeURIComponent("k\\s")}`, ["Back\\slash"]],
    ["the whole custom ID in other case", "q=p-4711", ["Made by hand"]],
    ["no part of a custom ID", "q=4711", []],
    ["nothing for a lone wildcard pattern", "q=%25%25", []],
  ])("finds %s", async (_, search, names) => {
    expect(await namesOf(search)).toEqual(names);
  });
});

describe("the filters of contacts", () => {
  test.each([
    ["origin=manual", ["Made by hand"]],
    ["origin=portal&account=gone", ["Gone Person"]],
    ["origin=manual&q=service", []],
    ["account=disabled", ["Back\\slash"]],
    ["account=gone", ["Gone Person"]],
    ["account=disabled&account=gone", ["Back\\slash", "Gone Person"]],
    ["type=guest", ["1000 Service"]],
    ["licences=with&q=j", ["Jörg Müller"]],
    ["portal=not-a-portal", []],
  ])("%s", async (search, names) => {
    expect(await namesOf(search)).toEqual(names);
  });

  test("by portal", async () => {
    expect(await namesOf(`portal=${fabrikam}`)).toEqual(["1000 Service"]);
  });

  test("enabled leaves out who is gone, disabled or unknown", async () => {
    const { total } = await listContacts(stateOf("account=enabled", options));
    expect(total).toBe(14);
  });
});

test("manual and imported contacts stand in one list, and each says what it is", async () => {
  const all = await listContacts(stateOf("", options));
  expect(all.rows.filter(({ origin }) => origin === "manual")).toMatchObject([
    { displayName: "Made by hand", customId: "P-4711", portalName: null },
  ]);
  const both = await listContacts(stateOf("origin=manual&origin=portal", options));
  expect(both.total).toBe(all.total);
});

test("a page deep in many contacts follows its cursor, filtered and searched too", async () => {
  const made = 3_000;
  await admin.query(
    `insert into contact (origin, display_name, updated_at) select 'manual', 'Deep ' || lpad(n::text, 5, '0'), now() from generate_series(1, $1) n`,
    [made],
  );
  try {
    const after = encodeCursor({ value: "Deep 02990", id: 2_147_483_647 });
    const page = await listContacts(stateOf(`origin=manual&q=deep&after=${after}&from=2991`, options));
    expect([
      page.rows.map(({ displayName }) => displayName.slice(5)),
      page.total,
      page.firstRowNumber,
      page.nextCursor,
    ]).toEqual([Array.from({ length: 10 }, (_, n) => String(2_991 + n).padStart(5, "0")), made, 2_991, null]);
    const { forwards } = await walk("origin=manual&q=deep+0000", options, listContacts);
    expect(forwards.flat()).toHaveLength(9);
  } finally {
    await admin.query("delete from contact where display_name like 'Deep %'");
  }
});

test("a contact tells its licences: how they came, what is wrong, and names where they are known", async () => {
  const id = await insert("Holder", { licenceCount: 1 });
  await admin.query("insert into licensing_group (portal_id, group_id, display_name) values ($1, $2, 'All sales')", [
    contoso,
    groupId,
  ]);
  await admin.query(
    `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, state, error, disabled_plans)
     values ($1, $2, $3, false, true, $4, 'error', 'CountViolation', $5)`,
    [id, skuId, contoso, [groupId, unknownGroupId], [groupId]],
  );
  const contact = await findContact(id);
  expect(contact).toMatchObject({ displayName: "Holder", portalName: "Contoso" });
  expect(contact?.licences).toMatchObject([
    {
      skuId,
      licenceId: null,
      isHeld: false,
      isDirect: true,
      groups: [unknownGroupId, "All sales"],
      state: "error",
      error: "CountViolation",
      disabledPlans: 1,
    },
  ]);
  expect(await findContact(999_999)).toBeNull();
});

test("people whose assignment failed are found by Microsoft's reason, SKU and portal, apart from those who hold it all the same", async () => {
  const otherSku = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
  const add = async (name: string, portalId: string, sku: string, isHeld: boolean, error: string | null) => {
    const id = await insert(name, { portal: portalId });
    await admin.query(
      `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, state, error, disabled_plans)
       values ($1, $2, $3, $4, true, '{}', $5, $6, '{}')`,
      [id, sku, portalId, isHeld, isHeld ? (error ? "active_with_error" : "active") : "error", error],
    );
    return id;
  };
  const ids = [
    await add("Fail count", contoso, skuId, false, "CountViolation"),
    await add("Fail other", contoso, skuId, false, "Other"),
    await add("Fail other sku", contoso, otherSku, false, "CountViolation"),
    await add("Fail other portal", fabrikam, skuId, false, "CountViolation"),
    await add("Held badly", contoso, skuId, true, "MutuallyExclusiveViolation"),
    await add("Held well", contoso, skuId, true, null),
  ];
  const found = async (search: string) => (await namesOf(`${search}&sort=name`)).filter((name) => name !== "Holder");
  try {
    expect(await found("assignment=failed")).toEqual([
      "Fail count",
      "Fail other",
      "Fail other portal",
      "Fail other sku",
    ]);
    expect(await found("assignment=Other")).toEqual(["Fail other"]);
    expect(await found("assignment=Other&assignment=held_with_error")).toEqual(["Fail other", "Held badly"]);
    expect(await found("assignment=held_with_error")).toEqual(["Held badly"]);
    expect(await found(`assignment=CountViolation&portal=${contoso}&sku=${skuId}`)).toEqual(["Fail count"]);
    expect(await found(`assignment=failed&q=other+portal`)).toEqual(["Fail other portal"]);
    // A SKU alone: who holds it.
    expect(await found(`sku=${skuId}`)).toEqual(["Held badly", "Held well"]);
    expect(await found("sku=not-a-sku")).toEqual([]);
    expect(await listSkuTitles([skuId, "not-a-sku"])).toEqual([{ skuId, title: "Microsoft 365 E3" }]);
  } finally {
    await admin.query("delete from contact where id = any($1::int[])", [ids]);
  }
});
