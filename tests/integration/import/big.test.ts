import { afterAll, beforeAll, expect, it } from "vitest";
import { createCompany, expectTenantImported, type Harness, startHarness } from "./support";

const tenant = createCompany("Contoso", 20_000);
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant] });
});
afterAll(() => harness?.stop());

it("imports twenty thousand people exactly, and does not write them a second time", async () => {
  const portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
  const first = await harness.runImport();
  expect(first).toMatchObject({ status: "succeeded" });
  expect(first.of().ledger).toMatchObject({ usersRead: 20_000, userPages: 21, contacts: { created: 20_000 } });
  await expectTenantImported(harness, portal, tenant);
  const { ledger } = (await harness.runImport()).of();
  expect(ledger).toMatchObject({
    contacts: { created: 0, updated: 0, unchanged: 20_000, vanished: 0 },
    assignments: { created: 0, updated: 0, vanished: 0 },
  });
}, 120_000);
