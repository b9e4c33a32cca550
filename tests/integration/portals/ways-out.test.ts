import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoTenant } from "@/demo/tenant/model";
import { withTransaction } from "@/lib/db/pool";
import { deletePortal } from "@/lib/portals/delete-portal";
import { excludeSkus, includeSku } from "@/lib/portals/exclude-skus";
import { findDeletedPortal } from "@/lib/portals/queries-deleted";
import { findWaysOut } from "@/lib/portals/queries-ways-out";
import { createCompany, type Harness, startHarness } from "../import/support";

let harness: Harness;
let tenant: DemoTenant;
let portalId: string;
const actor = { id: null, username: "anna" };
const now = new Date("2026-11-29T08:00:00Z");

beforeAll(async () => {
  tenant = createCompany("Contoso", 60);
  harness = await startHarness({ tenants: [tenant] });
  portalId = await harness.addPortal("Contoso", tenant);
  await harness.runImport(portalId);
});
afterAll(() => harness?.stop());

const idOf = async (table: "licence" | "product", skuId: string, of = portalId) =>
  (await harness.sql<{ id: number }>(`select id from ${table} where portal_id = $1 and sku_id = $2`, [of, skuId]))[0]
    ?.id ?? 0;
/** Of licence and product alike. */
const wayOutOf = async (skuId: string, of = portalId) => {
  const [licence, product] = await Promise.all(
    (["licence", "product"] as const).map(async (table) => {
      const id = await idOf(table, skuId, of);
      return (await findWaysOut(table, [id], now)).get(id);
    }),
  );
  expect(product).toEqual(licence);
  return licence;
};
const skuOf = (position: number) => tenant.skus[position]?.skuId ?? "";

describe("what is excluded", () => {
  it("comes back by one click and the next import [S67]", async () => {
    const skuId = skuOf(0);
    expect(await wayOutOf(skuId), "synchronised").toBeUndefined();
    await withTransaction((client) => excludeSkus(client, actor, [{ portalId, skuId }], ""));
    await harness.runImport(portalId);
    const [before] = await harness.sql<{ version: number }>("select version from portal where id = $1", [portalId]);
    expect(await wayOutOf(skuId)).toEqual({
      ...{ kind: "exclusion", portalId, portalName: "Contoso", skuId, isEnabled: true },
    });

    expect(await includeSku(actor, { portalId, skuId })).toBe(true);
    const [line] = await harness.sql("select action, target_name, details from audit_line order by id desc limit 1");
    expect(line).toEqual({ action: "portal.exclusion-removed", target_name: "Contoso", details: { skuId } });
    const [after] = await harness.sql<{ version: number }>("select version from portal where id = $1", [portalId]);
    expect(after?.version, "a form that is open meanwhile would bring it back").toBe((before?.version ?? 0) + 1);
    expect(await wayOutOf(skuId)).toEqual({ kind: "import", portalId, isReconnected: false, isEnabled: true });
    expect(await includeSku(actor, { portalId, skuId }), "twice is once").toBe(false);

    await harness.runImport(portalId);
    expect(await wayOutOf(skuId)).toBeUndefined();
    const marked = await harness.sql("select from licence where portal_id = $1 and unsync_reason is not null", [
      portalId,
    ]);
    expect(marked).toEqual([]);
  });

  it("is left to the portal's exclusions where it ends by itself, or where the rule would still hold", async () => {
    const [ending, free] = [skuOf(1), skuOf(2)];
    await harness.sql(
      "insert into portal_exclusion (portal_id, sku_id, ends_on) values ($1, $2, '2026-12-24'), ($1, $3, null)",
      [portalId, ending, free],
    );
    await harness.sql("update portal set exclude_free = true where id = $1", [portalId]);
    await harness.sql(
      "update licence set unsync_reason = 'excluded', unsync_since = now() where portal_id = $1 and sku_id = any($2)",
      [portalId, [ending, free]],
    );
    await harness.sql(
      "update product set unsync_reason = 'excluded', unsync_since = now() where portal_id = $1 and sku_id = any($2)",
      [portalId, [ending, free]],
    );
    await harness.sql("update licence set part_number = $3 where portal_id = $1 and sku_id = $2", [
      ...[portalId, free, "POWER_BI_STANDARD"],
    ]);
    expect(await wayOutOf(ending)).toEqual({ kind: "ending", portalId, endsOn: "2026-12-24" });
    expect(await wayOutOf(free)).toEqual({ kind: "free", portalId });
    await harness.sql("update portal_exclusion set ends_on = '2026-11-28' where sku_id = $1", [ending]);
    expect(await wayOutOf(ending), "it has ended").toMatchObject({ kind: "import" });
    await harness.sql("update portal set exclude_free = false, is_enabled = false where id = $1", [portalId]);
    expect(await wayOutOf(free), "paused").toMatchObject({ kind: "exclusion", isEnabled: false });
    await harness.sql("update portal set is_enabled = true where id = $1", [portalId]);
    await harness.sql("delete from portal_exclusion");
    await harness.runImport(portalId);
  });
});

describe("what a deleted portal left behind", () => {
  it("leads to the wizard, filled with what is known; then to the next import", async () => {
    await deletePortal(actor, { portalId, name: "Contoso", deletesData: false });
    const skuId = skuOf(0);
    expect(await wayOutOf(skuId)).toEqual({ kind: "reconnect", portalId });
    expect(await findDeletedPortal(portalId)).toMatchObject({
      ...{ name: "Contoso", cloud: "global", tenantId: tenant.id, description: "" },
    });
    await expect(includeSku(actor, { portalId, skuId })).rejects.toMatchObject({ code: "portal-not-found" });
    expect(await harness.addPortal("Again", tenant)).toBe(portalId);
    expect(await findDeletedPortal(portalId), "it lives").toBeNull();
    expect(await wayOutOf(skuId)).toEqual({ kind: "import", portalId, isReconnected: true, isEnabled: true });
    await harness.runImport(portalId);
    expect(await wayOutOf(skuId)).toBeUndefined();
  });

  it("says so where another portal reads the tenant, or was deleted later", async () => {
    const second = await harness.addPortal("Second", tenant);
    await harness.runImport(second);
    await deletePortal(actor, { portalId, name: "Again", deletesData: false });
    const replaced = { kind: "replaced", portalName: "Second" };
    expect(await wayOutOf(skuOf(0))).toEqual(replaced);
    expect(await findDeletedPortal(portalId)).toBeNull();
    await deletePortal(actor, { portalId: second, name: "Second", deletesData: false });
    expect(await wayOutOf(skuOf(0))).toEqual(replaced);
    expect(await wayOutOf(skuOf(0), second)).toEqual({ kind: "reconnect", portalId: second });
  });

  it("has no way back of ours where the portal itself has lost it", async () => {
    await harness.sql("update portal set deleted_at = null where id = $1", [portalId]);
    await harness.sql("update licence set unsync_reason = 'gone_from_portal' where portal_id = $1", [portalId]);
    const id = await idOf("licence", skuOf(0));
    expect((await findWaysOut("licence", [id], now)).size).toBe(0);
  });
});
