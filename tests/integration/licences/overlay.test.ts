import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { skuIdOf } from "@/demo/tenant/skus";
import { AppError } from "@/lib/errors";
import { deletePrice, saveOverlay, savePrice } from "@/lib/licences/commands-overlay";
import { findOverlay, listOverlaysOfProduct } from "@/lib/licences/queries-overlay";
import { createCompany, type Harness, startHarness } from "../import/support";

const E5 = skuIdOf("SPE_E5");
const VISIO = skuIdOf("VISIOCLIENT");
const actor = { id: null, username: "anna" };
const NOW = new Date("2026-07-15T12:00:00Z");

const tenant = createCompany("Contoso", 120);
let harness: Harness;

beforeAll(async () => {
  const sku = tenant.skus.find((one) => one.skuId === E5);
  // Some of its units are free.
  if (sku) sku.prepaidUnits.enabled = sku.consumedUnits + 9;
  harness = await startHarness({ tenants: [tenant] });
  await harness.addPortal("Contoso", tenant);
  await harness.runImport();
});
beforeEach(async () => {
  await harness.sql("delete from licence_overlay");
  await harness.sql("delete from licence_price");
});
afterAll(() => harness?.stop());

const licenceOf = async (skuId: string) => {
  const [row] = await harness.sql<{ id: number }>("select id from licence where sku_id = $1", [skuId]);
  return row?.id ?? 0;
};
const viewOf = async (skuId: string) => {
  const view = await findOverlay(await licenceOf(skuId), NOW);
  if (!view) throw new Error("no such licence");
  return view;
};
const entries = { note: "Renew with Anna", owner: "Finance", costCentre: "4711", tags: ["EMEA"] };
const writeAll = async (skuId: string) => {
  const licenceId = await licenceOf(skuId);
  await saveOverlay(actor, { licenceId, ...entries, updatedAt: "" });
  await savePrice(actor, { licenceId, startsOn: "2026-01-01", amount: "50", currency: "EUR" });
  await savePrice(actor, { licenceId, startsOn: "2026-07-01", amount: "54.75", currency: "EUR" });
};
const refusal = (command: Promise<unknown>) =>
  command.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

test("notes and prices are kept, shown with the price of today, and put into the audit", async () => {
  await writeAll(E5);
  await savePrice(actor, {
    ...{ licenceId: await licenceOf(E5), startsOn: "2027-01-01", amount: "60", currency: "EUR" },
  });
  const { overlay, prices, current, monthly } = await viewOf(E5);
  expect(overlay).toEqual({ ...entries, updatedAt: expect.any(Date), updatedBy: "anna" });
  expect(prices.map(({ startsOn }) => startsOn)).toEqual(["2027-01-01", "2026-07-01", "2026-01-01"]);
  expect(current).toEqual({ startsOn: "2026-07-01", amount: "54.7500", currency: "EUR" });
  const [seats] = await harness.sql<{ units: number; holders: number }>(
    `select units_enabled + units_warning as units,
       (select count(*)::int from assignment where sku_id = l.sku_id and is_held) as holders from licence l where sku_id = $1`,
    [E5],
  );
  expect(seats?.units).toBeGreaterThan(seats?.holders ?? 0);
  expect(monthly).toMatchObject({
    cost: (seats?.units ?? 0) * 54.75,
    freeCost: ((seats?.units ?? 0) - (seats?.holders ?? 0)) * 54.75,
  });
  const audit = await harness.sql("select action from audit_line where target_type = 'licence' order by id");
  expect(audit.map(({ action }) => action)).toEqual(["licence.overlay-saved", ...Array(3).fill("licence.price-saved")]);
  const [product] = await harness.sql<{ id: number }>("select id from product where sku_id = $1", [E5]);
  expect(await listOverlaysOfProduct(product?.id ?? 0, NOW)).toMatchObject([
    { licenceName: expect.stringMatching(/^Contoso: /), overlay: { owner: "Finance" } },
  ]);
});

test("another price for the same day replaces it, and a deleted one gives way to the one before", async () => {
  await writeAll(E5);
  const licenceId = await licenceOf(E5);
  await savePrice(actor, { licenceId, startsOn: "2026-07-01", amount: "49", currency: "CHF" });
  expect((await viewOf(E5)).current).toMatchObject({ amount: "49.0000", currency: "CHF" });
  await deletePrice(actor, { licenceId, startsOn: "2026-07-01" });
  expect((await viewOf(E5)).current).toMatchObject({ startsOn: "2026-01-01" });
  expect(await refusal(deletePrice(actor, { licenceId, startsOn: "2026-07-01" }))).toBe("not-found");
});

test("an edit of what has changed meanwhile is refused, and changes nothing", async () => {
  await writeAll(E5);
  const licenceId = await licenceOf(E5);
  const before = await viewOf(E5);
  const seen = before.overlay.updatedAt?.toISOString() ?? "";
  await saveOverlay(actor, { licenceId, ...entries, note: "first", updatedAt: seen });
  for (const updatedAt of [seen, ""]) {
    expect(await refusal(saveOverlay(actor, { licenceId, ...entries, note: "second", updatedAt }))).toBe(
      "overlay-changed",
    );
  }
  expect((await viewOf(E5)).overlay.note).toBe("first");
});

test("a licence made by hand, or none, has no notes of this kind", async () => {
  const [manual] = await harness.sql<{ id: number }>(
    "insert into licence (origin, name, title, quantity, updated_at) values ('manual', 'Own', 'Own', 1, now()) returning id",
  );
  const licenceId = manual?.id ?? 0;
  expect(await refusal(saveOverlay(actor, { licenceId, ...entries, updatedAt: "" }))).toBe("overlay-imported-only");
  expect(await refusal(saveOverlay(actor, { licenceId: 999_999, ...entries, updatedAt: "" }))).toBe("not-found");
  expect(await findOverlay(licenceId, NOW)).toBeNull();
});

test("[S52] imports never touch what was written beside a licence, whatever they have to write themselves", async () => {
  await writeAll(E5);
  const before = await viewOf(E5);
  const sku = tenant.skus.find((one) => one.skuId === E5);
  if (sku) sku.prepaidUnits.enabled += 5;
  await harness.runImport();
  const { overlay, prices, monthly } = await viewOf(E5);
  expect({ overlay, prices }).toEqual({ overlay: before.overlay, prices: before.prices });
  expect(monthly?.units).toBe((before.monthly?.units ?? 0) + 5);
});

test("[S65] notes and prices are there again when a SKU disappears and comes back, its licence deleted in between", async () => {
  await writeAll(VISIO);
  const { licenceId: first, ...before } = await viewOf(VISIO);
  const at = tenant.skus.findIndex((one) => one.skuId === VISIO);
  const [sku] = tenant.skus.splice(at, 1);
  await harness.runImport();
  const gone = await viewOf(VISIO);
  expect(gone).toMatchObject({ licenceId: first, overlay: before.overlay, prices: before.prices });
  expect(gone.monthly, "what the portal has no more costs nothing").toMatchObject({ units: 0, cost: 0, freeCost: 0 });

  await harness.sql("delete from product where sku_id = $1", [VISIO]);
  await harness.sql("delete from licence where sku_id = $1", [VISIO]);
  if (sku) tenant.skus.splice(at, 0, sku);
  await harness.runImport();
  const { licenceId: second, ...after } = await viewOf(VISIO);
  expect(second).not.toBe(first);
  expect(after).toEqual(before);
});
