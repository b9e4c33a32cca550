import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { createLicence } from "@/lib/licences/commands";
import { findLicence, licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf } from "../portals/pages";
import { insertPortal } from "../portals/seed";
import { actor, inputOf, insertFolder, insertImported } from "./support";

const options = { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters };

let database: TestDatabase;
let admin: pg.Pool;
let channelId: number;

/** YYYY-MM-DD, so many days from today in UTC. */
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const namesOf = async (search: string) => (await listLicences(stateOf(search, options))).rows.map(({ name }) => name);

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  const { rows } = await admin.query<{ id: number }>("select id from acquisition_channel where name = 'oem'");
  channelId = rows[0]?.id ?? 0;
  const create = (changes: Record<string, unknown>) => createLicence(actor, inputOf(changes));
  await create({ name: "Ended", expiresOn: dayFromNow(-1), quantity: "5" });
  await create({ name: "Ends today", expiresOn: dayFromNow(0), metric: "device_cal" });
  await create({ name: "Ends later", expiresOn: dayFromNow(200), channelId: String(channelId) });
  await create({ name: "For ever", licenceNumber: "L-77", quantity: "500", metric: "installation" });
  const portalId = await insertPortal(admin, "Contoso");
  const folderId = await insertFolder(admin, "Own");
  const renewed = await insertImported(admin, { portalId, folderId, title: "Renewed soon" });
  await insertImported(admin, { portalId, folderId, title: "Quiet" });
  await admin.query(
    `insert into subscription (portal_id, subscription_id, licence_id, sku_id, status, total_licences, next_lifecycle_at)
     values ($1, 'one', $2, $3, 'Enabled', 5, now() + interval '10 days')`,
    [portalId, renewed.licenceId, renewed.skuId],
  );
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

describe("both kinds of licences stand in one list, which can be narrowed", () => {
  test.each([
    ["origin=manual", ["Ended", "Ends later", "Ends today", "For ever"]],
    ["origin=portal", ["Quiet", "Renewed soon"]],
    ["metric=device_cal&metric=installation", ["Ends today", "For ever"]],
    ["expiry=expired", ["Ended"]],
    ["expiry=expiring", ["Ends today", "Renewed soon"]],
    ["expiry=unlimited", ["For ever"]],
    ["expiry=expired&expiry=unlimited", ["Ended", "For ever"]],
    // The states and targets are a portal's.
    ["state=Enabled", ["Quiet", "Renewed soon"]],
    ["appliesTo=User", ["Quiet", "Renewed soon"]],
    ["q=l-77", ["For ever"]],
    ["channel=nonsense", []],
  ])("%s", async (search, names) => {
    expect(await namesOf(search)).toEqual(names);
  });

  test("by channel", async () => {
    expect(await namesOf(`channel=${channelId}`)).toEqual(["Ends later"]);
  });
});

test("licences are sorted by what is owned and by their last day, those without one last", async () => {
  const owned = await namesOf("sort=unitsEnabled&dir=desc");
  expect(owned[0]).toBe("For ever");
  expect((await namesOf("sort=expiresOn")).slice(0, 3)).toEqual(["Ended", "Ends today", "Ends later"]);
  expect((await namesOf("sort=expiresOn&dir=desc")).slice(0, 3)).toEqual(["Ends later", "Ends today", "Ended"]);
});

test("a manual licence tells how long it is valid, and what compliance counts on it", async () => {
  const { rows } = await listLicences(stateOf("q=ended", options));
  expect(rows).toMatchObject([
    { origin: "manual", quantity: 5, daysLeft: -1, expiresOn: dayFromNow(-1), consumption: null, unsyncReason: null },
  ]);
  const id = rows[0]?.id ?? 0;
  await admin.query(
    `insert into licence_compliance (licence_id, valid_quantity, consumption, balance, calculated_at) values ($1, 0, 3, -3, now())`,
    [id],
  );
  // The consumed units that a portal tells have their place in the same order.
  await admin.query(
    "update licence set consumed_units = case title when 'Quiet' then 2 else 4 end where origin = 'portal'",
  );
  const consumers = ["Renewed soon", "Ended", "Quiet"];
  expect((await namesOf("sort=consumedUnits&dir=desc")).slice(0, 3)).toEqual(consumers);
  expect((await namesOf("sort=consumedUnits")).slice(0, 3)).toEqual(consumers.reverse());
  expect(await findLicence(id)).toMatchObject({ consumption: 3, channel: null, isPortalDeleted: false });
});
