import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Fault } from "@/demo/faults";
import { createCompany, expectTenantImported, type Harness, startHarness } from "./support";

const contoso = createCompany("Contoso", 250);
const fabrikam = createCompany("Fabrikam", 150);
const FOR_EVER = Number.POSITIVE_INFINITY;
let harness: Harness;
let good: { id: string; name: string };
let bad: { id: string; name: string };

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso, fabrikam] });
  good = { name: "Contoso", id: await harness.addPortal("Contoso", contoso) };
  bad = { name: "Fabrikam", id: await harness.addPortal("Fabrikam", fabrikam, "secret") };
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
});
afterAll(() => harness?.stop());
afterEach(() => harness.demo.faults.clear());

const rowsOf = async (portalId: string) =>
  harness.sql("select t::text from contact t where portal_id = $1 order by id", [portalId]);

it.each<[Fault, string]>([
  [{ kind: "revokedSecret" }, "secret-wrong"],
  [{ kind: "unavailable503" }, "service-unavailable"],
  [{ kind: "cutBody", route: "users" }, "connection-cut"],
  [{ kind: "wrongShape", route: "subscribedSkus" }, "unreadable-success"],
  [{ kind: "forbidden403", route: "users" }, "permission-missing"],
])("imports the other portal in full while one suffers from $kind", async (fault, code) => {
  for (const [index, user] of [contoso.users[3], fabrikam.users[3]].entries()) {
    if (user) user.jobTitle = `${code} ${index}`;
  }
  const before = await rowsOf(bad.id);
  harness.demo.faults.add({ ...fault, tenantId: fabrikam.id, times: FOR_EVER });
  const run = await harness.runImport();
  expect(run).toMatchObject({ status: "succeeded_with_warnings", errorCode: null });
  expect(run.of(good.id)).toMatchObject({ status: "succeeded", ledger: { contacts: { updated: 1 } } });
  expect(run.of(bad.id)).toMatchObject({ status: "failed", errorCode: code });
  expect(run.log.filter((line) => line.level === "error").map((line) => line.portalId)).toEqual([bad.id]);
  await expectTenantImported(harness, good, contoso);
  expect(await rowsOf(bad.id)).toEqual(before);

  harness.demo.faults.clear();
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
  await expectTenantImported(harness, bad, fabrikam);
});

it("imports only the portal that is asked for, and none that is switched off or deleted", async () => {
  const one = await harness.runImport(good.id);
  expect(one.of().status).toBe("succeeded");
  await harness.sql("update portal set is_enabled = false where id = $1", [bad.id]);
  expect((await harness.runImport()).of().status).toBe("succeeded");
  await harness.sql("update portal set deleted_at = now() where id = $1", [good.id]);
  const none = await harness.runImport();
  expect(none.status).toBe("succeeded");
  expect(none.log).toMatchObject([{ level: "info", code: "no-portals" }]);
  await harness.sql("update portal set deleted_at = null, is_enabled = true");
});
