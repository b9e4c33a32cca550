import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { complianceFilters, complianceSortKeys, listCompliance } from "@/lib/compliance/queries";
import { consumerSortKeys, listConsumers } from "@/lib/compliance/queries-consumers";
import { calculateCompliance } from "@/lib/compliance/recalculate";
import { contactFilters, contactSortKeys, listContacts } from "@/lib/contacts/queries";
import { closeDatabase, pool, withTransaction } from "@/lib/db/pool";
import { licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { listReconciliations, seatList } from "@/lib/licences/queries-reconciliation";
import { type ListOptions, type ListState, type Page, parseListState } from "@/lib/paging/list-state";
import { listProducts, productFilters, productSortKeys } from "@/lib/products/queries";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Measured, medianMs, toTable } from "./measure";
import { CONTACTS, seedLargeTenant } from "./seed";

/** A bare query by primary key, over the same pool, in the same run; a page may take ten times as long. */
const LIMIT = 10;
/** As many calls of each list as of its floor: both as they are for people who have been at work for a minute. */
const ROUNDS = 100;

let database: TestDatabase;
let admin: pg.Pool;
const measured: Measured[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  admin.on("error", () => undefined);
  await seedLargeTenant(admin);
  await withTransaction((client) => calculateCompliance(client, 1, new Date()));
  await admin.query("vacuum analyze");
}, 300_000);
afterAll(async () => {
  process.stdout.write(`\n${toTable("list, against a bare query by primary key", measured)}\n`);
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

type List = { options: ListOptions; read: (state: ListState) => Promise<Page<unknown>>; searches: string[] };
const lists: Record<string, List> = {
  contacts: {
    options: { sortable: contactSortKeys, defaultSort: { sort: "name" }, filters: contactFilters },
    read: listContacts,
    searches: ["", "q=person 1999", "sort=licenceCount&dir=desc", "account=disabled"],
  },
  compliance: {
    options: { sortable: complianceSortKeys, defaultSort: { sort: "status" }, filters: complianceFilters },
    read: listCompliance,
    searches: ["", "q=licence 4"],
  },
  products: {
    options: { sortable: productSortKeys, defaultSort: { sort: "name" }, filters: productFilters },
    read: listProducts,
    searches: ["", "q=licence 4"],
  },
  licences: {
    options: { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters },
    read: listLicences,
    searches: ["", "q=licence 4"],
  },
  seats: { options: seatList, read: (state) => listReconciliations(state, new Date()), searches: ["", "q=licence 4"] },
  "consumers of a product": {
    options: { sortable: consumerSortKeys, defaultSort: { sort: "covered" } },
    read: (state) => listConsumers(7, state),
    searches: ["", "q=person 1999", "sort=order"],
  },
};

/** A page far down: reached by its cursor, as somebody does who keeps pressing Next. */
async function deepPage({ options, read }: List, search: string, pages: number): Promise<ListState> {
  let state = parseListState(new URLSearchParams(search), options);
  for (let page = 0; page < pages; page++) {
    const { nextCursor } = await read(state);
    if (nextCursor === null) break;
    state = parseListState(new URLSearchParams(`${search}&size=200&after=${nextCursor}`), options);
  }
  return state;
}

test("each list, its search and its deep pages answer within ten times a bare query by primary key", async () => {
  let at = 0;
  // Beside each list anew: what else runs on the machine comes and goes within a run.
  const measureFloor = () =>
    medianMs(ROUNDS, () => {
      at = (at + 7_919) % CONTACTS;
      return pool().query("select * from contact where id = $1", [at + 1]);
    });
  measured.push({ what: "bare query by primary key", ms: await measureFloor(), ratio: 1, limit: 1 });
  for (const [name, list] of Object.entries(lists)) {
    for (const search of list.searches) {
      const state = parseListState(new URLSearchParams(search), list.options);
      const deep = await deepPage(list, search, 40);
      for (const [where, each] of [
        ["", state],
        [", deep", { ...deep, pageSize: state.pageSize }],
      ] as const) {
        const before = await measureFloor();
        const ms = await medianMs(ROUNDS, () => list.read(each));
        const floor = (before + (await measureFloor())) / 2;
        measured.push({ what: `${name}${search && ` (${search})`}${where}`, ms, ratio: ms / floor, limit: LIMIT });
      }
    }
  }
  expect(measured.filter(({ ratio, limit }) => ratio > limit)).toEqual([]);
}, 600_000);
