import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderCopyRow } from "@/lib/import/copy-format";
import { createCompany, expectTenantImported, type Harness, startHarness } from "./support";

const tenant = createCompany("Contoso", 30);
let harness: Harness;
let client: pg.Client;

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant] });
  client = new pg.Client({ connectionString: harness.databaseUrl });
  await client.connect();
  await client.query("create temp table arrived (n int, a text, b text, yes boolean, ids uuid[])");
});
afterAll(async () => {
  await client?.end();
  await harness?.stop();
});

type Row = readonly [number, string | null, string | null, boolean | null, readonly string[]];
async function throughCopy(rows: readonly Row[]): Promise<Row[]> {
  await client.query("truncate arrived");
  const text = rows.map((row) => renderCopyRow(row)).join("");
  await pipeline(Readable.from(text), client.query(copyFrom("copy arrived from stdin")));
  const result = await client.query({ text: "select * from arrived order by n", rowMode: "array" });
  return result.rows as unknown as Row[];
}

const ID = "0a4a52f3-0f5c-4f39-9a4b-0a4a52f30f5c";
const NASTY = [
  ...["\t", "\n", "\r\n", "\\", "\\\\t", "\\N", "\\.", "\\x41", "{}", '"', "'; drop table contact; --", ""],
  ...[
    " leading and trailing ",
    "🦊👩‍👩‍👧",
    "\u2028\u0085",
    "Ünïcödé",
    "\u0001\u001f\u007f",
    "a\tb\nc\rd\\e",
    "%s $1 :x",
  ],
];

it("brings every text through PostgreSQL's COPY as it was", async () => {
  const rows = NASTY.map((text, n): Row => [n, text, null, n % 2 === 0, n % 3 === 0 ? [] : [ID, ID]]);
  expect(await throughCopy(rows)).toEqual(rows);
});

it("drops NUL, and stores half a character as the sign for that", async () => {
  expect(await throughCopy([[1, "a\0b", "x\ud800y", null, []]])).toEqual([[1, "ab", "x\ufffdy", null, []]]);
});

it("holds for any text at all", async () => {
  const text = fc.option(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...NASTY) })));
  const row = fc.tuple(text, text, fc.option(fc.boolean()));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (parts) => {
      const rows = parts.map(([a, b, yes], n): Row => [n, a, b, yes, [ID]]);
      const stored = (value: string | null) => value?.replaceAll("\0", "") ?? null;
      expect(await throughCopy(rows)).toEqual(rows.map(([n, a, b, yes, ids]) => [n, stored(a), stored(b), yes, ids]));
    }),
    { seed: 4, numRuns: 30 },
  );
});

it("imports people, groups and SKUs that are called such things", async () => {
  const portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
  for (const [index, user] of tenant.users.entries()) {
    const text = NASTY[index % NASTY.length] ?? "";
    Object.assign(user, { displayName: `n${text}`, department: `d${text}`, jobTitle: `j${text}`, city: `c${text}` });
  }
  const plan = tenant.skus[0]?.servicePlans[0];
  if (plan) plan.servicePlanName = `plan ${NASTY.join("|")}`;
  const group = tenant.groups.find((one) => one.assignedLicenses.length > 0);
  if (group) group.displayName = `group ${NASTY.join("|")}`;
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
  await expectTenantImported(harness, portal, tenant);
  const texts = await harness.sql(
    `select display_name as text from licensing_group where group_id = $1
     union all select name from licence_service_plan where name like 'plan %'`,
    [group?.id],
  );
  expect(texts).toEqual([{ text: group?.displayName }, { text: plan?.servicePlanName }]);
});

it("is not stopped for ever by half a character or a NUL in the name of a group or of a person", async () => {
  const group = tenant.groups.find((one) => one.assignedLicenses.length > 0);
  if (group) group.displayName = "half \ud83d and \0 none";
  const plan = tenant.skus[0]?.servicePlans[0];
  if (plan) plan.servicePlanName = "plan \udc00\0";
  const [person] = tenant.users;
  if (person) person.displayName = "Ada \ud83d\0";
  const run = await harness.runImport();
  expect(run.log.filter((line) => line.level === "error")).toEqual([]);
  const [row] = await harness.sql("select display_name from licensing_group where group_id = $1", [group?.id]);
  expect(row).toEqual({ display_name: "half \ufffd and  none" });
  const [contact] = await harness.sql("select display_name from contact where object_id = $1", [person?.id]);
  expect(contact).toEqual({ display_name: "Ada \ufffd" });
});
