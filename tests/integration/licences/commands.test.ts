import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { checkStep, createLicence, setProduct, showLicenceKey, updateLicence } from "@/lib/licences/commands";
import { findLicence } from "@/lib/licences/queries";
import { findLicenceForm, findProductChoice, readLicenceChoices } from "@/lib/licences/queries-form";
import { editLicenceSchema, licenceStepSchema } from "@/lib/licences/schema";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "../portals/seed";
import { actor, formOf, inputOf, insertFolder, insertImported, insertProduct } from "./support";

let database: TestDatabase;
let admin: pg.Pool;
let folderId: number;
let imported: Awaited<ReturnType<typeof insertImported>>;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 3 });
  const portalId = await insertPortal(admin, "Contoso");
  folderId = await insertFolder(admin, "Own");
  imported = await insertImported(admin, { portalId, folderId, title: "Contoso: E3" });
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const create = (changes: Record<string, unknown> = {}) => createLicence(actor, inputOf(changes)).then(({ id }) => id);
const edit = (licenceId: number, changes: Record<string, unknown> = {}) =>
  updateLicence(actor, editLicenceSchema.parse({ ...formOf(changes), licenceId, version: changes.version ?? 1 }));
const auditOf = async (action: string) =>
  (await admin.query("select target_name, details from audit_line where action = $1 order by id", [action])).rows;

test("a licence keeps all that the form says, and its key only for who asks for it", async () => {
  const { rows } = await admin.query<{ id: number }>("select id from acquisition_channel where name = 'leasing'");
  const id = await create({
    ...{
      name: " Visio ",
      licenceNumber: "L-1",
      quantity: "1.250",
      channelId: String(rows[0]?.id),
      metric: "device_cal",
    },
    ...{ expiresOn: "31.03.2027", licenceKey: "AAAA-BBBB", serialNumber: "S9", notes: "bought used" },
  });
  const licence = await findLicence(id);
  expect(licence).toMatchObject({
    ...{
      origin: "manual",
      name: "Visio",
      licenceNumber: "L-1",
      quantity: 1250,
      metric: "device_cal",
      hasLicenceKey: true,
    },
    ...{ expiresOn: "2027-03-31", serialNumber: "S9", notes: "bought used", version: 1, createdBy: "anna" },
    channel: { name: "leasing", isBuiltIn: true },
  });
  expect(JSON.stringify([licence, await findLicenceForm(id)])).not.toContain("AAAA");
  expect(await showLicenceKey(actor, id)).toEqual({ licenceKey: "AAAA-BBBB" });
  expect(await auditOf("licence.key-shown")).toEqual([{ target_name: "Visio", details: {} }]);
  expect(JSON.stringify(await auditOf("licence.created"))).not.toContain("AAAA");

  await edit(id, { name: "Visio", isKeyKept: "yes" });
  expect(await showLicenceKey(actor, id)).toEqual({ licenceKey: "AAAA-BBBB" });
  await edit(id, { name: "Visio", version: 2 });
  await expect(showLicenceKey(actor, id)).rejects.toMatchObject({ code: "licence-not-found" });
});

test("an edit that began on another version is refused and changes nothing", async () => {
  const id = await create({ name: "Twice" });
  await edit(id, { name: "First" });
  await expect(edit(id, { name: "Second" })).rejects.toMatchObject({
    code: "licence-changed",
    params: { name: "anna" },
  });
  expect(await findLicenceForm(id)).toMatchObject({ name: "First", version: 2 });
});

test("of two edits at once one is refused", async () => {
  const id = await create();
  const outcomes = await Promise.allSettled([edit(id, { name: "One" }), edit(id, { name: "Two" })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await findLicenceForm(id)).toMatchObject({ version: 2 });
});

test("[S52] what was imported is refused by every command that edits", async () => {
  const { licenceId, productId } = imported;
  const before = await findLicence(licenceId);
  await expect(edit(licenceId, { name: "Mine" })).rejects.toMatchObject({ code: "imported-read-only" });
  for (const each of [null, productId]) {
    await expect(setProduct(actor, { licenceId, productId: each })).rejects.toMatchObject({
      code: "imported-read-only",
    });
  }
  expect(await findLicence(licenceId)).toEqual(before);
  expect(await findLicenceForm(licenceId)).toBeNull();
});

describe("a licence and its product", () => {
  test("need the same metric, when the licence is made, edited or linked", async () => {
    const productId = await insertProduct(admin, folderId, "Devices", "device_cal");
    const refused = { code: "metric-differs", fields: { productId: "metric-differs" } };
    await expect(create({ name: "Refused", productId })).rejects.toMatchObject(refused);
    expect((await admin.query("select from licence where name = 'Refused'")).rowCount).toBe(0);
    const id = await create();
    await expect(setProduct(actor, { licenceId: id, productId })).rejects.toMatchObject(refused);
    await expect(edit(id, { productId })).rejects.toMatchObject(refused);
    await edit(id, { productId, metric: "device_cal" });
    await expect(edit(id, { productId, version: 2 })).rejects.toMatchObject(refused);
    expect((await findLicence(id))?.products).toMatchObject([{ name: "Devices" }]);
  });

  test("are linked, linked anew and unlinked; an imported product may have manual licences beside its own", async () => {
    const productId = await insertProduct(admin, folderId, "Users");
    const licenceId = await create({ productId });
    await setProduct(actor, { licenceId, productId: imported.productId });
    expect((await findLicence(licenceId))?.products).toMatchObject([{ id: imported.productId }]);
    await setProduct(actor, { licenceId, productId: null });
    expect((await findLicence(licenceId))?.products).toEqual([]);
    await expect(setProduct(actor, { licenceId, productId: 999_999 })).rejects.toMatchObject({
      code: "product-not-found",
    });
  });

  test("part with the people bound to the licence, when it goes to another product or to none", async () => {
    const { rows } = await admin.query<{ id: number }>(
      "insert into contact (origin, display_name, updated_at) values ('manual', 'Ada', now()) returning id",
    );
    const contactId = rows[0]?.id;
    const productId = await insertProduct(admin, folderId, "With people");
    const licenceId = await create({ productId });
    const bind = () =>
      admin.query("insert into consumer_assignment (product_id, licence_id, contact_id) values ($1, $2, $3)", [
        ...[productId, licenceId, contactId],
      ]);
    const isBound = async () =>
      (await admin.query("select from consumer_assignment where licence_id = $1", [licenceId])).rowCount === 1;
    await bind();
    await edit(licenceId, { productId, notes: "the product stays" });
    expect(await isBound()).toBe(true);
    const other = await insertProduct(admin, folderId, "Another");
    await edit(licenceId, { productId: other, version: 2 });
    expect(await isBound()).toBe(false);
    await setProduct(actor, { licenceId, productId });
    await bind();
    await setProduct(actor, { licenceId, productId: null });
    expect(await isBound()).toBe(false);
  });

  test("keep the same metric when the product's changes at the same moment", async () => {
    const productId = await insertProduct(admin, folderId, "Racing");
    const licenceId = await create();
    const other = await admin.connect();
    await other.query("begin");
    await other.query("update product set metric = 'device_cal' where id = $1", [productId]);
    const linking = expect(setProduct(actor, { licenceId, productId })).rejects.toMatchObject({
      code: "metric-differs",
    });
    await other.query("commit");
    other.release();
    await linking;
  });
});

describe("an upgrade", () => {
  test("names a manual licence of the same metric", async () => {
    const base = await create({ name: "Base" });
    const upgrade = { kind: "upgrade", baseLicenceId: base };
    const fails = (changes: object, code: string) =>
      expect(create({ ...upgrade, ...changes })).rejects.toMatchObject({ code, fields: { baseLicenceId: code } });
    await fails({ metric: "installation" }, "base-metric-differs");
    await fails({ baseLicenceId: imported.licenceId }, "base-licence-not-found");
    await fails({ baseLicenceId: 999_999 }, "base-licence-not-found");
    const first = await create({ ...upgrade, name: "Upgrade" });
    const second = await create({ ...upgrade, name: "Upgrade of it", baseLicenceId: first });
    expect(await findLicence(second)).toMatchObject({ bases: [{ name: "Upgrade" }, { name: "Base" }], upgrades: [] });
    expect(await findLicence(base)).toMatchObject({ bases: [], upgrades: [{ name: "Upgrade" }] });
    await expect(edit(base, { name: "Base", metric: "installation" })).rejects.toMatchObject({
      ...{ code: "upgrades-metric-differ", params: { names: "Upgrade" } },
    });
  });

  test("is never one of itself, nor offered as its own base", async () => {
    const base = await create();
    const first = await create({ kind: "upgrade", baseLicenceId: base });
    const second = await create({ kind: "upgrade", baseLicenceId: first });
    for (const baseLicenceId of [base, second]) {
      await expect(edit(base, { kind: "upgrade", baseLicenceId })).rejects.toMatchObject({ code: "upgrade-cycle" });
    }
    const offered = (await readLicenceChoices(base)).bases.map(({ id }) => id);
    for (const id of [base, first, second]) expect(offered).not.toContain(id);
    expect((await readLicenceChoices(null)).bases.map(({ id }) => id)).toContain(second);
  });

  test("of each other, made at once, is refused for one of the two", async () => {
    const [one, two] = [await create(), await create()];
    const outcomes = await Promise.allSettled([
      edit(one, { kind: "upgrade", baseLicenceId: two }),
      edit(two, { kind: "upgrade", baseLicenceId: one }),
    ]);
    expect(outcomes.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "upgrade-cycle" } },
    ]);
  });
});

test("a channel that is gone is refused at its field", async () => {
  await expect(create({ channelId: 999_999 })).rejects.toMatchObject({ fields: { channelId: "channel-not-found" } });
});

test("a step of the wizard is refused as the licence would be, and writes nothing", async () => {
  const baseLicenceId = await create({ name: "Full of the wizard", metric: "device_cal" });
  const count = async () => (await admin.query("select count(*)::int as count from licence")).rows[0];
  const before = await count();
  const check = (step: string, changes: Record<string, unknown>) =>
    checkStep(licenceStepSchema.parse({ ...formOf(changes), step }));
  const upgrade = { kind: "upgrade", metric: "device_cal", baseLicenceId };
  await check("general", {});
  await check("acquisition", {});
  await check("type", upgrade);
  await expect(check("acquisition", { channelId: 999_999 })).rejects.toMatchObject({
    fields: { channelId: "channel-not-found" },
  });
  await expect(check("type", { ...upgrade, metric: "user_cal" })).rejects.toMatchObject({
    fields: { baseLicenceId: "base-metric-differs" },
  });
  await expect(check("type", { ...upgrade, baseLicenceId: 999_999 })).rejects.toMatchObject({
    fields: { baseLicenceId: "base-licence-not-found" },
  });
  expect(await count()).toEqual(before);
});

test("the product that a licence is added for is known by its name and what it counts", async () => {
  const id = await insertProduct(admin, folderId, "Wizard product", "device_cal");
  expect(await findProductChoice(id)).toEqual({ id, name: "Wizard product", metric: "device_cal", hint: "Own" });
  expect(await findProductChoice(999_999)).toBeNull();
});
