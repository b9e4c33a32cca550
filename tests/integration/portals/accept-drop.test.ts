import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recountConsumedUnits } from "@/demo/tenant/change";
import type { DemoTenant } from "@/demo/tenant/model";
import { acceptDrop } from "@/lib/portals/accept-drop";
import { createCompany, type Harness, startHarness } from "../import/support";

const actor = { id: null, username: "tester" };
let harness: Harness;
let tenant: DemoTenant;
let portalId: string;

beforeAll(async () => {
  tenant = createCompany("Contoso", 100);
  recountConsumedUnits(tenant);
  harness = await startHarness({ tenants: [tenant] });
  portalId = await harness.addPortal("Contoso", tenant);
  await harness.runImport();
});
afterAll(() => harness?.stop());

it("lets the next import of the portal go down to what was held back, says who did it, and only for the newest run", async () => {
  tenant.users = tenant.users.slice(0, 40);
  recountConsumedUnits(tenant);
  const outdated = await harness.runImport();
  const heldBack = await harness.runImport();
  expect(heldBack.of().status).toBe("quarantined");

  const given = { runId: heldBack.runId, portalId };
  await expect(acceptDrop(actor, { ...given, runId: outdated.runId })).rejects.toMatchObject({ code: "drop-outdated" });
  await expect(acceptDrop(actor, { ...given, portalId: randomUUID() })).rejects.toMatchObject({
    code: "drop-outdated",
  });
  expect(await harness.sql("select 1 from audit_line where action = 'portal.drop-accepted'")).toEqual([]);

  await acceptDrop(actor, given);
  expect(await harness.sql("select actor_name, target_name, details from audit_line order by id desc limit 1")).toEqual(
    [
      {
        actor_name: "tester",
        target_name: "Contoso",
        details: expect.objectContaining({ runId: heldBack.runId, users: 40 }),
      },
    ],
  );
  expect((await harness.runImport(portalId)).of().status).toBe("succeeded");
  await expect(acceptDrop(actor, given)).rejects.toMatchObject({ code: "drop-outdated" });
});
