import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoTenant } from "@/demo/tenant/model";
import { createPortal } from "@/lib/portals/commands";
import { stageSecret } from "@/lib/portals/credentials";
import { deletePortal } from "@/lib/portals/delete-portal";
import { findPortal } from "@/lib/portals/queries";
import { findTakenUp } from "@/lib/portals/reconnect";
import { createCompany, expectTenantImported, type Harness, startHarness } from "../import/support";

let harness: Harness;
let tenant: DemoTenant;
let other: DemoTenant;
let actor: { id: string; username: string };

beforeAll(async () => {
  tenant = createCompany("Contoso", 60);
  other = createCompany("Fabrikam", 40);
  harness = await startHarness({ tenants: [tenant, other] });
  const [row] = await harness.sql<{ id: string }>(
    `insert into account (username, display_name, role, password_hash) values ('anna', 'anna', 'administrator', 'none') returning id`,
  );
  actor = { id: row?.id ?? "", username: "anna" };
});
afterAll(() => harness?.stop());

/** Everything that a portal has, by the ids of its rows. */
const rowsOf = async (portalId: string) => {
  const ids = async (table: string) =>
    (await harness.sql<{ id: number }>(`select id from ${table} where portal_id = $1 order by id`, [portalId])).map(
      ({ id }) => id,
    );
  const [licences, products, contacts] = await Promise.all(["licence", "product", "contact"].map(ids));
  return { licences, products, contacts };
};
const one = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await harness.sql(text, values))[0] as Row;
const portalsOf = (tenantId: string) =>
  harness.sql<{ id: string; name: string; isLiving: boolean }>(
    `select id, name, deleted_at is null as "isLiving" from portal where tenant_id = $1 order by name`,
    [tenantId],
  );
/** Everything that takes time is done; what is left is the saving. */
const prepare = async (name: string, tenantId: string) => {
  const validUntil = new Date(Date.now() + 86_400_000);
  const staged = await stageSecret(actor, { secretId: "id", value: "value", validUntil }, new Date());
  const portal = { name, tenantId, clientId: randomUUID() };
  return () => createPortal(actor, { ...portal, credential: { kind: "staged", id: staged.id } });
};
const make = async (name: string, tenantId: string) => (await prepare(name, tenantId))();

describe("a tenant whose portal was deleted is connected again", () => {
  it("goes on with everything that was kept: nothing is doubled, the next import heals it [S42] [S67]", async () => {
    const id = await harness.addPortal("Contoso", tenant);
    await harness.runImport(id);
    await harness.sql(
      `insert into licence_overlay (portal_id, sku_id, note, updated_at)
       select portal_id, sku_id, 'ours', now() from licence where portal_id = $1`,
      [id],
    );
    await harness.sql(
      `with f as (insert into folder (name) values ('Our own') returning id)
       update product p set folder_id = f.id from f where p.id = (select min(id) from product where portal_id = $1)`,
      [id],
    );
    // Somebody who had left before.
    const left = await one<{ id: number }>(
      "update contact set gone_at = now() - interval '1 day' where id = (select min(id) from contact where portal_id = $1) returning id",
      [id],
    );
    const before = await rowsOf(id);
    const notes = await harness.sql("select * from licence_overlay where portal_id = $1 order by sku_id", [id]);
    await deletePortal(actor, { portalId: id, name: "Contoso", deletesData: false });
    const living = "select count(*)::int as count from contact where portal_id = $1 and gone_at is null";
    expect(await one(living, [id]), "its people are gone with it").toEqual({ count: 0 });

    const preview = await findTakenUp(tenant.id);
    expect(preview).toEqual({
      ...{ portalId: id, name: "Contoso", licences: before.licences?.length, products: before.products?.length },
      contacts: before.contacts?.length,
    });
    const again = await harness.addPortal("Contoso again", tenant);
    expect(again).toBe(id);
    expect(await portalsOf(tenant.id)).toEqual([{ id, name: "Contoso again", isLiving: true }]);
    expect(await rowsOf(id)).toEqual(before);
    expect(await one(living, [id])).toEqual({ count: (before.contacts?.length ?? 0) - 1 });
    expect(await one("select gone_at is not null as gone from contact where id = $1", [left.id])).toEqual({
      gone: true,
    });
    const names = await harness.sql<{ name: string }>(
      "select name from licence where portal_id = $1 union all select name from product where portal_id = $1",
      [id],
    );
    expect([...new Set(names.map(({ name }) => name.split(": ")[0]))]).toEqual(["Contoso again"]);
    expect(await one("select name from folder where portal_id = $1", [id])).toEqual({ name: "Contoso again" });
    expect(await findPortal(id, new Date())).toMatchObject({ isEnabled: true, credential: { kind: "certificate" } });
    const line = await one<{ action: string; details: object }>(
      "select action, target_name, details from audit_line order by id desc limit 1",
    );
    const { portalId: _, name: __, ...counts } = preview ?? { portalId: "", name: "" };
    expect(line).toMatchObject({
      action: "portal.reconnected",
      target_name: "Contoso again",
      details: { before: "Contoso", ...counts },
    });

    const run = await harness.runImport(id);
    expect(run.of(id).status).toMatch(/^succeeded/);
    await expectTenantImported(harness, { id, name: "Contoso again" }, tenant);
    expect(await rowsOf(id)).toEqual(before);
    expect(await harness.sql("select * from licence_overlay where portal_id = $1 order by sku_id", [id])).toEqual(
      notes,
    );
    const moved = await one<{ name: string }>(
      "select f.name from product p join folder f on f.id = p.folder_id where p.id = (select min(id) from product where portal_id = $1)",
      [id],
    );
    expect(moved.name).toBe("Our own");
    expect(await findTakenUp(tenant.id), "living, it is taken up by nobody").toBeNull();
  });

  it("two at once: one takes it up, the other is a portal of its own beside it", async () => {
    const { id } = await make("Lasting", other.id);
    await harness.sql(
      "insert into licence (origin, name, title, portal_id, sku_id) values ('portal', 'Lasting: E3', 'E3', $1, $2)",
      [id, randomUUID()],
    );
    await deletePortal(actor, { portalId: id, name: "Lasting", deletesData: false });
    const both = await Promise.all([make("First", other.id), make("Second", other.id)]);
    expect(both.filter((made) => made.id === id)).toHaveLength(1);
    expect(both.filter(({ takenUp }) => takenUp !== null)).toMatchObject([{ id, takenUp: { licences: 1 } }]);
    expect(await portalsOf(other.id)).toMatchObject([
      { name: "First", isLiving: true },
      { name: "Second", isLiving: true },
    ]);
    for (const { id: portalId } of both) {
      const [row] = await harness.sql<{ name: string }>("select name from portal where id = $1", [portalId]);
      await deletePortal(actor, { portalId, name: row?.name ?? "", deletesData: false });
    }
  });

  it("leaves a name that is taken alone, and everything as it was", async () => {
    const before = await portalsOf(other.id);
    await expect(make("contoso AGAIN", other.id)).rejects.toMatchObject({ code: "portal-name-taken" });
    expect(await portalsOf(other.id)).toEqual(before);
  });

  it("begins anew where nothing was kept", async () => {
    const tenantId = randomUUID();
    const { id } = await make("Emptied", tenantId);
    await harness.sql(
      "insert into licence_overlay (portal_id, sku_id, note, updated_at) values ($1, $2, 'ours', now())",
      [id, randomUUID()],
    );
    await deletePortal(actor, { portalId: id, name: "Emptied", deletesData: true });
    expect(await findTakenUp(tenantId)).toBeNull();
    const next = await make("Emptied", tenantId);
    expect(next.takenUp).toBeNull();
    expect(next.id).not.toBe(id);
  });
});

describe("an import of a portal that is deleted meanwhile", () => {
  const importWhile = async (id: string, what: () => Promise<unknown>) => {
    harness.demo.faults.add({ kind: "slow", ms: 1_500, route: "users", tenantId: tenant.id });
    const importing = harness.runImport(id);
    await expect
      .poll(async () => harness.sql("select 1 from run_portal where portal_id = $1 and status = 'running'", [id]))
      .toHaveLength(1);
    await what();
    return importing;
  };

  it("says so, and is no error", async () => {
    const [portal] = await portalsOf(tenant.id);
    const id = portal?.id ?? "";
    const run = await importWhile(id, () =>
      deletePortal(actor, { portalId: id, name: "Contoso again", deletesData: false }),
    );
    expect(run.of(id)).toMatchObject({ status: "superseded", errorCode: "portal-deleted" });
    expect(run.log.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("says so too where it was deleted before it began to read", async () => {
    const [portal] = await portalsOf(tenant.id);
    const id = portal?.id ?? "";
    await harness.sql("update portal set deleted_at = null, is_enabled = true where id = $1", [id]);
    await harness.sql(
      `create function delete_meanwhile() returns trigger language plpgsql as $$
       begin update portal set deleted_at = now() where id = new.portal_id; return null; end $$`,
    );
    await harness.sql(
      `create trigger delete_meanwhile after update of status on run_portal for each row when (new.status = 'running')
       execute function delete_meanwhile()`,
    );
    const run = await harness.runImport(id);
    await harness.sql("drop trigger delete_meanwhile on run_portal");
    expect(run.of(id)).toMatchObject({ status: "superseded", errorCode: "portal-deleted" });
    expect(run.log.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("merges nothing into the portal once that was connected again", async () => {
    const id = await harness.addPortal("Contoso", tenant);
    const save = await prepare("Contoso", tenant.id);
    const run = await importWhile(id, async () => {
      await deletePortal(actor, { portalId: id, name: "Contoso", deletesData: false });
      expect(await save()).toMatchObject({ id });
    });
    expect(run.of(id)).toMatchObject({ status: "superseded", errorCode: "superseded" });
    const marked = await harness.sql("select distinct unsync_reason from licence where portal_id = $1", [id]);
    expect(marked).toEqual([{ unsync_reason: "portal_deleted" }]);
  });
});
