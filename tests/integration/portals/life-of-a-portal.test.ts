import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoTenant } from "@/demo/tenant/model";
import { createPortal, isPortalNameTaken, setPortalEnabled, updatePortal } from "@/lib/portals/commands";
import {
  discardStaged,
  readPublicCertificate,
  stageGeneratedCertificate,
  stageSecret,
} from "@/lib/portals/credentials";
import { deletePortal } from "@/lib/portals/delete-portal";
import { findPortal } from "@/lib/portals/queries";
import { addStandby, promoteStandby, removeStandby } from "@/lib/portals/roll-over";
import type { EditPortal } from "@/lib/portals/schema";
import { openTestConnection } from "@/lib/portals/secrets";
import { createCompany, type Harness, startHarness } from "../import/support";

let harness: Harness;
let tenant: DemoTenant;
let actor: { id: string; username: string };
let other: { id: string; username: string };
const now = () => new Date();
const noExclusions = { exclusions: [], excludeFree: false };

beforeAll(async () => {
  tenant = createCompany("Contoso", 60);
  harness = await startHarness({ tenants: [tenant] });
  const makeAccount = async (username: string) => {
    const [row] = await harness.sql<{ id: string }>(
      `insert into account (username, display_name, role, password_hash) values ($1, $1, 'administrator', 'none') returning id`,
      [username],
    );
    return { id: row?.id ?? "", username };
  };
  actor = await makeAccount("anna");
  other = await makeAccount("bert");
});
afterAll(() => harness?.stop());

const secretParts = (value = "a value that nobody may see") => ({
  secretId: "id-in-entra",
  value,
  validUntil: new Date("2027-03-31T12:00:00Z"),
});

const make = async (name: string, extra: object = {}) => {
  const staged = await stageSecret(actor, secretParts(), now());
  const portal = { name, tenantId: tenant.id, clientId: randomUUID(), ...extra };
  return createPortal(actor, { ...portal, credential: { kind: "staged", id: staged.id } });
};

const editOf = async (id: string, change: Partial<EditPortal> = {}): Promise<EditPortal> => {
  const portal = await findPortal(id, now());
  if (!portal) throw new Error("no portal");
  const { name, description, cloud, clientId, tenantId, version } = portal;
  return {
    ...{ portalId: id, name, description, cloud, clientId, tenantId, version },
    ...{ credential: { kind: "keep" as const }, exclusions: noExclusions },
    ...change,
  };
};

const sealedRows = (portalId: string) =>
  harness.sql<{ id: string; kind: string; status: string }>(
    "select id, kind, status from portal_credential where portal_id = $1 order by status",
    [portalId],
  );

describe("credentials that are not saved yet", () => {
  it("open for the account that entered them only, and are sealed at once [S13]", async () => {
    const staged = await stageSecret(actor, secretParts("the value in question"), now());
    expect(JSON.stringify(staged)).not.toContain("the value in question");
    const [row] = await harness.sql<{ sealed: Buffer; staged_by: string }>(
      "select sealed, staged_by from portal_credential where id = $1",
      [staged.id],
    );
    expect(row?.staged_by).toBe(actor.id);
    expect(row?.sealed.toString("latin1")).not.toContain("the value in question");
    const values = { cloud: "global" as const, clientId: randomUUID(), tenantId: tenant.id };
    const test = { portalId: null, values, credentialId: staged.id };
    expect((await openTestConnection(actor.id, test)).credential).toMatchObject({ value: "the value in question" });
    await expect(openTestConnection(other.id, test)).rejects.toMatchObject({ code: "credential-not-found" });
    await expect(
      createPortal(other, {
        name: "Theft",
        tenantId: tenant.id,
        clientId: randomUUID(),
        credential: { kind: "staged", id: staged.id },
      }),
    ).rejects.toMatchObject({ code: "credential-not-found" });
    expect(await isPortalNameTaken("Theft", null)).toBe(false);
    await discardStaged(other, staged.id);
    await openTestConnection(actor.id, test);
    await discardStaged(actor, staged.id);
    await expect(openTestConnection(actor.id, test)).rejects.toMatchObject({ code: "credential-not-found" });
  });

  it("go within a day", async () => {
    const staged = await stageSecret(actor, secretParts(), now());
    await harness.sql("update portal_credential set created_at = now() - interval '25 hours' where id = $1", [
      staged.id,
    ]);
    const next = await stageSecret(other, secretParts(), now());
    const left = await harness.sql("select id from portal_credential where status = 'staged'");
    expect(left).toEqual([{ id: next.id }]);
    await discardStaged(other, next.id);
  });

  it("a generated certificate: the public part can be had, the key stays [S8]", async () => {
    const staged = await stageGeneratedCertificate(actor, { commonName: "Seatwise", months: 12 }, now());
    expect(staged).toMatchObject({ kind: "certificate", subject: "CN=Seatwise" });
    expect(staged.validity?.daysLeft).toBeGreaterThan(360);
    const { certificatePem } = await readPublicCertificate(actor, staged.id);
    expect(certificatePem).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(certificatePem).not.toContain("PRIVATE");
    await expect(readPublicCertificate(other, staged.id)).rejects.toMatchObject({ code: "credential-not-found" });
    await discardStaged(actor, staged.id);
  });
});

describe("adding", () => {
  it("names are unique, regardless of case, also for two at once [S19]", async () => {
    await make("Fabrikam");
    expect(await isPortalNameTaken(" FABRIKAM ", null)).toBe(true);
    await expect(make("fabriKAM")).rejects.toMatchObject({
      code: "portal-name-taken",
      fields: { name: "portal-name-taken" },
    });
    const both = await Promise.allSettled([make("Twin"), make("TWIN")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("keeps exclusions with reason and end [S36]", async () => {
    const sku = tenant.skus[0]?.skuId ?? "";
    const exclusions = { exclusions: [{ skuId: sku, reason: "trial", endsOn: "2027-01-31" }], excludeFree: true };
    const { id } = await make("With exclusions", { exclusions });
    expect(await findPortal(id, now())).toMatchObject({
      excludeFree: true,
      exclusions: [{ skuId: sku, reason: "trial", endsOn: "2027-01-31" }],
      credential: { kind: "secret", secretId: "id-in-entra", status: "active" },
    });
  });
});

describe("editing", () => {
  it("changes everything, and keeps the stored secret unless it is replaced [S37] [S38] [S39] [S40]", async () => {
    const { id } = await make("Edited");
    const [before] = await sealedRows(id);
    const sku = tenant.skus[1]?.skuId ?? "";
    await updatePortal(
      actor,
      await editOf(id, {
        ...{ name: "Edited again", description: "new", cloud: "china", clientId: randomUUID() },
        exclusions: { exclusions: [{ skuId: sku, reason: "", endsOn: null }], excludeFree: false },
      }),
    );
    expect(await sealedRows(id)).toEqual([before]);
    expect(await findPortal(id, now())).toMatchObject({ name: "Edited again", description: "new", cloud: "china" });

    const staged = await stageGeneratedCertificate(actor, { commonName: "Seatwise", months: 6 }, now());
    const credential = { kind: "replace" as const, credentialId: staged.id };
    await updatePortal(actor, await editOf(id, { credential }));
    expect(await sealedRows(id)).toEqual([{ id: staged.id, kind: "certificate", status: "active" }]);
    expect((await findPortal(id, now()))?.exclusions).toEqual([]);
    const [line] = await harness.sql<{ details: unknown }>("select details from audit_line order by id desc limit 1");
    expect(line?.details).toMatchObject({ changed: [], credential: "replace" });
  });

  it("removes the stored certificate where that is wanted [S27]", async () => {
    const { id } = await make("Without credential");
    await updatePortal(actor, await editOf(id, { credential: { kind: "remove" } }));
    expect(await sealedRows(id)).toEqual([]);
    expect((await findPortal(id, now()))?.credential).toBeNull();
  });

  it("notices that somebody else has saved meanwhile, and overwrites nothing", async () => {
    const { id } = await make("Contended");
    const mine = await editOf(id, { description: "mine" });
    await updatePortal(other, await editOf(id, { description: "theirs" }));
    await expect(updatePortal(actor, mine)).rejects.toMatchObject({ code: "portal-changed", params: { name: "bert" } });
    expect((await findPortal(id, now()))?.description).toBe("theirs");
    await setPortalEnabled(other, { portalId: id, isEnabled: false });
    const stale = await editOf(id);
    await setPortalEnabled(other, { portalId: id, isEnabled: true });
    await expect(updatePortal(actor, stale)).rejects.toMatchObject({ code: "portal-changed" });
  });

  it("refuses a name that another portal bears, and gives nothing away half", async () => {
    const { id } = await make("Mine");
    const staged = await stageSecret(actor, secretParts(), now());
    const edit = await editOf(id, { name: "contended", credential: { kind: "replace", credentialId: staged.id } });
    await expect(updatePortal(actor, edit)).rejects.toMatchObject({ code: "portal-name-taken" });
    expect(await sealedRows(id)).not.toEqual([expect.objectContaining({ id: staged.id })]);
  });

  it("renames what was imported, and the portal's own folder unless people have named it [S20]", async () => {
    const id = await harness.addPortal("Old name", tenant);
    await harness.runImport(id);
    const prefixes = async () => {
      const rows = await harness.sql<{ name: string }>(
        "select name from licence where portal_id = $1 union all select name from product where portal_id = $1",
        [id],
      );
      expect(rows.length).toBeGreaterThan(10);
      return [...new Set(rows.map(({ name }) => name.split(": ")[0]))];
    };
    const folder = async () =>
      (await harness.sql<{ name: string }>("select name from folder where portal_id = $1", [id]))[0]?.name;
    expect(await prefixes()).toEqual(["Old name"]);
    await updatePortal(actor, await editOf(id, { name: "New name" }));
    expect(await prefixes()).toEqual(["New name"]);
    expect(await folder()).toBe("New name");
    const [line] = await harness.sql<{ details: { licences: number } }>(
      "select details from audit_line order by id desc limit 1",
    );
    expect(line?.details.licences).toBeGreaterThan(5);

    await harness.sql("update folder set name = 'Our own' where portal_id = $1", [id]);
    await updatePortal(actor, await editOf(id, { name: "Third name" }));
    expect(await folder()).toBe("Our own");
    const again = await harness.runImport(id);
    expect(again.of().ledger).toMatchObject({
      licences: { created: 0, updated: 0 },
      products: { created: 0, updated: 0 },
    });
  });
});

describe("roll-over", () => {
  const registered = async (name: string) => {
    const id = await harness.addPortal(name, tenant);
    const [row] = await harness.sql<{ client_id: string }>("select client_id from portal where id = $1", [id]);
    const app = harness.demo.apps.find(({ clientId }) => clientId === row?.client_id);
    if (!app) throw new Error("no app");
    return { id, app };
  };

  it("the second credential stands beside the first, and takes over only once Entra accepts it", async () => {
    const { id, app } = await registered("Rolling");
    const [first] = await sealedRows(id);
    const staged = await stageGeneratedCertificate(actor, { commonName: "Next", months: 24 }, now());
    await addStandby(actor, { portalId: id, credentialId: staged.id });
    expect((await findPortal(id, now()))?.standby).toMatchObject({ id: staged.id, subject: "CN=Next" });
    const promotion = { portalId: id, credentialId: staged.id };
    await expect(promoteStandby(actor, promotion)).rejects.toMatchObject({
      code: "credential-not-accepted",
      params: { microsoft: "AADSTS700027" },
    });
    expect((await sealedRows(id)).find(({ status }) => status === "active")).toEqual(first);

    const { certificatePem } = await readPublicCertificate(actor, staged.id);
    app.certificates = [certificatePem];
    await promoteStandby(actor, promotion);
    expect(await sealedRows(id)).toEqual([{ id: staged.id, kind: "certificate", status: "active" }]);
    expect((await harness.runImport(id)).of(id).status).toMatch(/^succeeded/);
    await expect(promoteStandby(actor, promotion)).rejects.toMatchObject({ code: "credential-not-found" });
    expect(await sealedRows(id)).toHaveLength(1);
  });

  it("the second takes over by itself at the first import after the first has ended, once Entra accepts it", async () => {
    const { id, app } = await registered("Overnight");
    const [first] = await sealedRows(id);
    const staged = await stageGeneratedCertificate(actor, { commonName: "Next", months: 24 }, now());
    await addStandby(actor, { portalId: id, credentialId: staged.id });
    const { certificatePem } = await readPublicCertificate(actor, staged.id);
    const own = app.certificates ?? [];

    app.certificates = [...own, certificatePem];
    await harness.runImport(id);
    expect(await sealedRows(id), "the first has not ended").toHaveLength(2);

    await harness.sql("update portal_credential set valid_until = now() where id = $1", [first?.id]);
    app.certificates = own;
    await harness.runImport(id);
    expect(await sealedRows(id), "Entra does not know it").toHaveLength(2);

    app.certificates = [certificatePem];
    const run = await harness.runImport(id);
    expect(run.of(id).status).toMatch(/^succeeded/);
    expect(run.log).toContainEqual(expect.objectContaining({ code: "second-credential-took-over", portalId: id }));
    expect(await sealedRows(id)).toEqual([{ id: staged.id, kind: "certificate", status: "active" }]);
    expect(
      await harness.sql(
        "select actor_id, actor_name from audit_line where action = 'portal.standby-promoted' and target_id = $1",
        [id],
      ),
    ).toEqual([{ actor_id: null, actor_name: "Seatwise" }]);
  });

  it("a second one can be replaced and removed; the first stays", async () => {
    const { id } = await registered("Undecided");
    const [first] = await sealedRows(id);
    for (const value of ["one", "two"]) {
      const staged = await stageSecret(actor, secretParts(value), now());
      await addStandby(actor, { portalId: id, credentialId: staged.id });
    }
    expect(await sealedRows(id)).toHaveLength(2);
    await removeStandby(actor, id);
    expect(await sealedRows(id)).toEqual([first]);
  });
});

describe("deleting", () => {
  const countsOf = async (id: string) => {
    const [row] = await harness.sql<{ licences: number; products: number; contacts: number; folders: number }>(
      `select (select count(*)::int from licence where portal_id = $1) as licences,
              (select count(*)::int from product where portal_id = $1) as products,
              (select count(*)::int from contact where portal_id = $1) as contacts,
              (select count(*)::int from folder where portal_id = $1) as folders`,
      [id],
    );
    return row;
  };

  it("asks for the name; what was imported stays, with its reason [S42] [S43] [S67]", async () => {
    const id = await harness.addPortal("Leaving", tenant);
    await harness.runImport(id);
    const before = await countsOf(id);
    await expect(deletePortal(actor, { portalId: id, name: "leav", deletesData: false })).rejects.toMatchObject({
      code: "portal-name-differs",
    });
    await harness.sql("delete from compliance_change");
    const { licences, products, contacts } = await deletePortal(actor, {
      portalId: id,
      name: "leaving ",
      deletesData: false,
    });
    expect({ licences, products, contacts, folders: 1 }).toEqual(before);
    expect(await countsOf(id)).toEqual(before);
    for (const table of ["licence", "product"]) {
      const rows = await harness.sql(`select distinct unsync_reason from ${table} where portal_id = $1`, [id]);
      expect(rows).toEqual([{ unsync_reason: "portal_deleted" }]);
    }
    const history = await harness.sql(
      `select distinct c.run_id, c.before, c.after from licence_change c join licence l on l.id = c.licence_id
       where l.portal_id = $1 and c.field = 'unsyncReason'`,
      [id],
    );
    expect(history, "their history tells it").toEqual([{ run_id: null, before: null, after: "portal_deleted" }]);
    expect(await sealedRows(id)).toEqual([]);
    expect(await findPortal(id, now())).toBeNull();
    // What stayed shows its reason in a few seconds, not in five hours.
    expect(await harness.sql("select from compliance_change")).toHaveLength(1);
    await make("Leaving");
  });

  it("takes the imported data along where that is wanted [S44]", async () => {
    const id = await harness.addPortal("Forgotten", tenant);
    await harness.runImport(id);
    await harness.recalculate();
    await harness.sql(
      `with f as (insert into folder (name) values ('By hand') returning id),
            p as (insert into product (origin, name, folder_id, updated_at) select 'manual', 'By hand', id, now() from f returning id)
       insert into product_consumer (product_id, kind, contact_id)
       select p.id, 'person', (select min(id) from contact where portal_id = $1) from p`,
      [id],
    );
    await deletePortal(actor, { portalId: id, name: "Forgotten", deletesData: true });
    // Only who uses a product that was made by hand.
    expect(await countsOf(id)).toEqual({ licences: 0, products: 0, contacts: 1, folders: 0 });
    const left = await harness.sql("select count(*)::int as count from assignment where portal_id = $1", [id]);
    expect(left).toEqual([{ count: 0 }]);
  });

  it("stops an import that is under way from bringing anything back", async () => {
    const id = await harness.addPortal("Racing", tenant);
    harness.demo.faults.add({ kind: "slow", ms: 1_500, route: "users", tenantId: tenant.id });
    const importing = harness.runImport(id);
    await expect
      .poll(async () => harness.sql("select 1 from run_portal where portal_id = $1 and status = 'running'", [id]))
      .toHaveLength(1);
    await deletePortal(actor, { portalId: id, name: "Racing", deletesData: true });
    expect((await importing).of(id).status).toBe("superseded");
    expect(await countsOf(id)).toEqual({ licences: 0, products: 0, contacts: 0, folders: 0 });
  });
});
