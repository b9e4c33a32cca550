import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assign, recountConsumedUnits, softDelete, unassign } from "@/demo/tenant/change";
import { skuIdOf } from "@/demo/tenant/skus";
import { deleteContacts } from "@/lib/contacts/commands-delete";
import { deleteLicences } from "@/lib/licences/commands-delete";
import { licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { findReconciliation, listReconciliations, seatList } from "@/lib/licences/queries-reconciliation";
import { deletePortal } from "@/lib/portals/delete-portal";
import { stateOf } from "../portals/pages";
import { createCompany, type Harness, startHarness } from "./support";

const actor = { id: null, username: "tests" };
const SKUS = (["SPE_E5", "VISIOCLIENT", "ENTERPRISEPACK", "FLOW_FREE"] as const).map((sku) => skuIdOf(sku));
const GROUP = "0a000000-0000-4000-8000-000000000001";
const tenant = createCompany("Contoso", 120);
const other = createCompany("Fabrikam", 60);
let harness: Harness;
let portalId: string;
let otherId: string;

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant, other] });
  portalId = await harness.addPortal("Contoso", tenant);
  otherId = await harness.addPortal("Fabrikam", other);
  await harness.runImport();
  await expectKeptAsCounted();
});
afterAll(() => harness?.stop());

const figures = "portal_id, sku_id, assigned, holders, waiting, by_group";
const kept = () => harness.sql(`select ${figures} from holder_count order by 1, 2`);
const counted = () =>
  harness.sql(
    `select portal_id, sku_id, count(*)::int as assigned, sum(is_held::int)::int as holders,
       sum((not is_held and error is not null)::int)::int as waiting, sum((is_held and cardinality(group_ids) > 0)::int)::int as by_group
     from assignment group by 1, 2 order by 1, 2`,
  );

/** What is kept, what a count gives, and what the lists and the page of each licence show: one and the same. */
async function expectKeptAsCounted() {
  const behind = await harness.sql(
    `select c.display_name from assignment a join contact c on c.id = a.contact_id
     where (a.holder_name, a.holder_class) is distinct from (c.sort_name, c.sort_class)`,
  );
  expect(behind).toEqual([]);
  const rows = await kept();
  expect(rows).toEqual(await counted());
  const listed = await listReconciliations(stateOf("size=200", seatList), new Date());
  for (const { id, voices, findings } of listed.rows) {
    expect(await findReconciliation(id, new Date())).toMatchObject({ voices, findings });
  }
  const options = { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters };
  const licences = await listLicences(stateOf("size=200", options));
  const holders = await harness.sql<{ id: number; holders: number }>(
    `select l.id, (select count(*)::int from assignment a
       where a.portal_id = l.portal_id and a.sku_id = l.sku_id and a.is_held) as holders from licence l order by id`,
  );
  const shown = licences.rows.map(({ id, holders }) => ({ id, holders })).sort((a, b) => a.id - b.id);
  expect(shown).toEqual(holders);
  return rows.length;
}

const change = fc.record({
  who: fc.nat(),
  sku: fc.constantFrom(...SKUS),
  what: fc.constantFrom("direct", "by-group", "waiting", "taken", "taken", "deleted", "renamed", "switched"),
});
const excluded = fc.subarray(SKUS);

it("what is kept of each SKU is what a count gives, whatever an import changes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), excluded, async (changes, skuIds) => {
      for (const { who, sku, what } of changes) {
        const user = tenant.users[who % tenant.users.length];
        if (!user) continue;
        if (what === "deleted") softDelete(tenant, user.id);
        else if (what === "renamed") user.displayName = `Ä ${user.displayName}`.slice(0, 60);
        else if (what === "switched") user.accountEnabled = !user.accountEnabled;
        else unassign(user, sku);
        if (what === "direct") assign(user, { skuId: sku });
        if (what === "by-group") assign(user, { skuId: sku, groupId: GROUP });
        if (what === "waiting") assign(user, { skuId: sku, violation: "CountViolation" });
      }
      recountConsumedUnits(tenant);
      await harness.sql("delete from portal_exclusion where portal_id = $1", [portalId]);
      await harness.sql("insert into portal_exclusion (portal_id, sku_id) select $1, unnest($2::uuid[])", [
        portalId,
        skuIds,
      ]);
      expect(await harness.runImport(portalId)).toMatchObject({ status: "succeeded" });
      expect(await expectKeptAsCounted()).toBeGreaterThan(0);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

it("an import that is refused leaves the counts as they were", async () => {
  const before = await kept();
  const gone = tenant.users.splice(0, 80);
  expect((await harness.runImport(portalId)).of()).toMatchObject({ status: "quarantined" });
  expect(await kept()).toEqual(before);
  tenant.users.unshift(...gone);
  await harness.runImport(portalId);
  await expectKeptAsCounted();
});

it("a licence that was deleted by hand comes back with its holders", async () => {
  const [row] = await harness.sql<{ id: number }>("select id from licence where portal_id = $1 and sku_id = $2", [
    portalId,
    SKUS[0],
  ]);
  await deleteLicences(actor, { licenceIds: [row?.id ?? 0] });
  await expectKeptAsCounted();
  await harness.runImport(portalId);
  await expectKeptAsCounted();
});

it("contacts that are deleted held nothing any more, and portals take their counts along with what was held", async () => {
  const gone = await harness.sql<{ id: number }>("select id from contact where gone_at is not null");
  if (gone.length > 0)
    await deleteContacts(
      actor,
      gone.map(({ id }) => id),
    );
  await expectKeptAsCounted();

  await deletePortal(actor, { portalId: otherId, name: "Fabrikam", deletesData: false });
  await expectKeptAsCounted();
  const remaining = (await kept()).filter((row) => row.portal_id === otherId);
  expect(remaining.length).toBeGreaterThan(0);

  await deletePortal(actor, { portalId, name: "Contoso", deletesData: true });
  await expectKeptAsCounted();
  expect(await kept()).toEqual(remaining);
});
