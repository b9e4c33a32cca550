import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContact, updateContact } from "@/lib/contacts/commands";
import { deleteContacts, previewDeletion } from "@/lib/contacts/commands-delete";
import { findContact } from "@/lib/contacts/queries";
import { closeDatabase } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "../portals/seed";
import { actor, codeOf, entered, insertConsumer, insertImported, insertProduct } from "./contacts";

let database: TestDatabase;
let admin: pg.Pool;
let portal: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 4 });
  portal = await insertPortal(admin, "Contoso");
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const add = async (values: Parameters<typeof entered>[0]) => (await createContact(actor, entered(values))).id;
const audits = async (action: string) =>
  (
    await admin.query("select target_name as name, details from audit_line where action = $1 order by id desc", [
      action,
    ])
  ).rows;
const isThere = async (id: number) => (await findContact(id)) !== null;

describe("adding and editing", () => {
  test("keeps what was entered, and writes it down", async () => {
    const values = entered({
      displayName: "Erika Muster",
      mail: "Erika@x.com",
      customId: "P-1",
      city: "Bonn",
      notes: "a\nb",
    });
    const { id } = await createContact(actor, values);
    expect(await findContact(id)).toMatchObject({
      ...values,
      ...{ origin: "manual", portalName: null, version: 1, createdBy: "tests", licences: [], products: [] },
      // As imports leave them where nothing is known.
      ...{ companyName: null, jobTitle: null, country: null, isEnabled: null, goneAt: null },
    });
    await updateContact(actor, { ...values, contactId: id, version: 1, city: "", phone: "12" });
    expect(await findContact(id)).toMatchObject({ city: null, phone: "12", version: 2, updatedBy: "tests" });
    expect((await audits("contact.created"))[0]).toMatchObject({ name: "Erika Muster" });
    expect((await audits("contact.updated"))[0]).toMatchObject({ details: { changed: ["phone", "city"] } });
  });

  test("an edit that changes nothing is no new version", async () => {
    const values = entered({ displayName: "Same" });
    const { id } = await createContact(actor, values);
    await updateContact(actor, { ...values, contactId: id, version: 1 });
    expect(await findContact(id)).toMatchObject({ version: 1 });
  });

  test("of two people who edit the same contact the second is told", async () => {
    const id = await add({ displayName: "Twice" });
    const edit = (phone: string) =>
      updateContact(actor, { ...entered({ displayName: "Twice", phone }), contactId: id, version: 1 });
    const codes = await Promise.all([codeOf(edit("1")), codeOf(edit("2"))]);
    expect(codes.sort()).toEqual(["contact-changed", undefined]);
    expect(await findContact(id)).toMatchObject({ version: 2 });
  });

  test("an e-mail is unique among those made by hand, whatever its case, and may be an imported one's", async () => {
    await insertImported(admin, portal, "Imported", { mail: "shared@x.com" });
    await add({ displayName: "First", mail: "shared@x.com" });
    expect(await codeOf(add({ displayName: "Second", mail: "SHARED@x.com" }))).toEqual({ mail: "contact-mail-taken" });
    const other = await add({ displayName: "Other", mail: "other@x.com" });
    const edit = { ...entered({ displayName: "Other", mail: "Shared@x.com" }), contactId: other, version: 1 };
    expect(await codeOf(updateContact(actor, edit))).toEqual({ mail: "contact-mail-taken" });
    await add({ displayName: "Without 1" });
    await add({ displayName: "Without 2" });
  });

  test("of many who take the same e-mail or custom ID at once one gets it", async () => {
    const race = (field: "mail" | "customId", value: (n: number) => string) =>
      Promise.all([1, 2, 3, 4].map((n) => codeOf(add({ displayName: `Racer ${n}`, [field]: value(n) }))));
    const mails = await race("mail", (n) => (n % 2 ? "race@x.com" : "RACE@x.com"));
    expect(mails.filter((code) => code === undefined)).toHaveLength(1);
    expect(mails.filter(Boolean)).toEqual(Array(3).fill({ mail: "contact-mail-taken" }));
    const ids = await race("customId", (n) => (n % 2 ? "k-1" : "K-1"));
    expect(ids.filter(Boolean)).toEqual(Array(3).fill({ customId: "contact-custom-id-taken" }));
  });

  test("[S52] an imported contact is read-only, also when it is gone; one that is not there is not found", async () => {
    const imported = await insertImported(admin, portal, "Read only");
    const gone = await insertImported(admin, portal, "Read only", { isGone: true });
    const edit = (contactId: number) =>
      updateContact(actor, { ...entered({ displayName: "Changed" }), contactId, version: 1 });
    expect(await codeOf(edit(imported))).toBe("imported-read-only");
    expect(await codeOf(edit(gone))).toBe("imported-read-only");
    expect(await findContact(imported)).toMatchObject({ displayName: "Read only", version: 1 });
    expect(await codeOf(edit(999_999))).toBe("contact-not-found");
  });
});

describe("deleting", () => {
  test("takes one or many, and writes down who they were", async () => {
    const [one, two, three] = [
      await add({ displayName: "One" }),
      await add({ displayName: "Two" }),
      await add({ displayName: "Three" }),
    ];
    expect(await deleteContacts(actor, [one])).toEqual({ deleted: 1 });
    expect((await audits("contact.deleted"))[0]).toMatchObject({ name: "One" });
    // Somebody else was faster with the first.
    expect(await deleteContacts(actor, [one, two, three])).toEqual({ deleted: 2 });
    expect((await audits("contact.deleted"))[0]).toMatchObject({
      name: null,
      details: { contacts: [{ name: "Three" }, { name: "Two" }] },
    });
    expect(await codeOf(deleteContacts(actor, [one]))).toBe("contact-not-found");
  });

  test("is refused while products name the contact, which the preview lists; then nothing goes at all", async () => {
    const free = await add({ displayName: "Free" });
    const consumer = await add({ displayName: "Consumer" });
    const ranked = await add({ displayName: "Ranked" });
    const assigned = await add({ displayName: "Assigned" });
    const visio = await insertProduct(admin, "visio");
    const project = await insertProduct(admin, "Project");
    await insertConsumer(admin, visio, consumer);
    await insertConsumer(admin, project, consumer);
    await admin.query("insert into consumer_priority (product_id, contact_id, rank) values ($1, $2, 1)", [
      visio,
      ranked,
    ]);
    await admin.query(
      `with l as (insert into licence (origin, name, title, quantity, updated_at) values ('manual', 'L', 'L', 1, now()) returning id)
       insert into consumer_assignment (product_id, licence_id, contact_id) select $1, id, $2 from l`,
      [project, assigned],
    );
    const all = [free, consumer, ranked, assigned];
    const preview = await previewDeletion(all);
    expect(
      preview.map(({ displayName, obstacle, products }) => [displayName, obstacle, products.map(({ name }) => name)]),
    ).toEqual([
      ["Assigned", "referenced", ["Project"]],
      ["Consumer", "referenced", ["Project", "visio"]],
      ["Free", null, []],
      ["Ranked", "referenced", ["visio"]],
    ]);
    for (const id of [consumer, ranked, assigned])
      expect(await codeOf(deleteContacts(actor, [id]))).toBe("contact-referenced");
    expect(await codeOf(deleteContacts(actor, all))).toBe("contact-referenced");
    expect(await isThere(free)).toBe(true);

    await admin.query("delete from product where id = any($1)", [[visio, project]]);
    expect(await deleteContacts(actor, all)).toEqual({ deleted: 4 });
  });

  test("[S52] spares imported contacts, save those that are gone, hold nothing and are named by nothing", async () => {
    const present = await insertImported(admin, portal, "Present");
    const holding = await insertImported(admin, portal, "Holding", { isGone: true });
    const named = await insertImported(admin, portal, "Named", { isGone: true });
    const over = await insertImported(admin, portal, "Over", { isGone: true });
    await admin.query(
      `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, disabled_plans)
       values ($1, gen_random_uuid(), $2, false, true, '{}', '{}')`,
      [holding, portal],
    );
    await insertConsumer(admin, await insertProduct(admin, "Visio for a leaver"), named);
    const preview = await previewDeletion([present, holding, named, over]);
    expect(preview.map(({ displayName, obstacle }) => [displayName, obstacle])).toEqual([
      ["Holding", "imported"],
      ["Named", "referenced"],
      ["Over", null],
      ["Present", "imported"],
    ]);
    expect(await codeOf(deleteContacts(actor, [present]))).toBe("imported-read-only");
    expect(await codeOf(deleteContacts(actor, [holding, over]))).toBe("imported-read-only");
    expect(await codeOf(deleteContacts(actor, [named]))).toBe("contact-referenced");
    expect(await deleteContacts(actor, [over])).toEqual({ deleted: 1 });
    expect(await Promise.all([present, holding, named, over].map(isThere))).toEqual([true, true, true, false]);
  });

  test("waits for a product that is just taking the contact as its consumer", async () => {
    const contact = await add({ displayName: "Contested" });
    const product = await insertProduct(admin, "Contested");
    const other = await admin.connect();
    try {
      await other.query("begin");
      await insertConsumer(other as unknown as pg.Pool, product, contact);
      const deletion = codeOf(deleteContacts(actor, [contact]));
      await other.query("commit");
      expect(await deletion).toBe("contact-referenced");
    } finally {
      other.release();
    }
    expect(await isThere(contact)).toBe(true);
  });
});

test("a contact tells the products that use it, and whether a licence covers it there", async () => {
  const id = await add({ displayName: "Covered or not" });
  const products = await Promise.all(
    ["Uncalculated", "Uncovered", "Covered"].map((name) => insertProduct(admin, name)),
  );
  for (const product of products) await insertConsumer(admin, product, id);
  await admin.query(
    `insert into compliance (product_id, status, status_since, available, consumption, balance, uncovered, units_warning,
       units_suspended, calculated_at, run_id)
     select p, 'not_enough_licences', now(), 0, 1, -1, 1, 0, 0, clock_timestamp(), 1 from unnest($1::int[]) p`,
    [products.slice(1)],
  );
  await admin.query("insert into uncovered_consumer (product_id, contact_id) values ($1, $2)", [products[1], id]);
  expect((await findContact(id))?.products).toEqual([
    { id: products[2], name: "Covered", isCovered: true },
    { id: products[0], name: "Uncalculated", isCovered: null },
    { id: products[1], name: "Uncovered", isCovered: false },
  ]);
});
