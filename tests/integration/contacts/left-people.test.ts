import { afterAll, beforeAll, expect, it } from "vitest";
import type { DemoTenant } from "@/demo/tenant/model";
import { deleteContacts, previewDeletion } from "@/lib/contacts/commands-delete";
import { listLeftPeople } from "@/lib/contacts/left-people";
import { contactFilters, findContact, listContacts } from "@/lib/contacts/queries";
import { deleteOrphans } from "@/lib/licences/commands-delete";
import { parseListState } from "@/lib/paging/list-state";
import { deletePortal } from "@/lib/portals/delete-portal";
import { createCompany, type Harness, startHarness } from "../import/support";

let harness: Harness;
let contoso: DemoTenant;
let portalId: string;
let otherId: string;
const actor = { id: null, username: "anna" };

beforeAll(async () => {
  contoso = createCompany("Contoso", 60);
  const fabrikam = createCompany("Fabrikam", 30);
  harness = await startHarness({ tenants: [contoso, fabrikam] });
  portalId = await harness.addPortal("Contoso", contoso);
  otherId = await harness.addPortal("Fabrikam", fabrikam);
  await harness.runImport();
  await deletePortal(actor, { portalId, name: "Contoso", deletesData: false });
});
afterAll(() => harness?.stop());

const holders = () =>
  harness.sql<{ id: number; held: number }>(
    `select c.id, count(*)::int as held from contact c join assignment a on a.contact_id = c.id
     where c.portal_id = $1 group by c.id order by c.id`,
    [portalId],
  );
const countOf = async (table: "contact" | "assignment", of: string) =>
  (await harness.sql<{ count: number }>(`select count(*)::int as count from ${table} where portal_id = $1`, [of]))[0]
    ?.count ?? 0;
/** What lists show of holders, and a count over what is held. */
const holderFigures = async () => {
  const figures = await harness.sql<{ kept: number; counted: number }>(
    `select (select coalesce(sum(assigned), 0)::int from holder_count where portal_id = $1) as kept,
            (select count(*)::int from assignment where portal_id = $1) as counted`,
    [portalId],
  );
  return figures[0];
};

it("counts the people of a deleted portal as gone, and says that the portal is", async () => {
  const of = async (account: string) =>
    listContacts(
      parseListState(
        { portal: portalId, account },
        { sortable: ["name"], defaultSort: { sort: "name" }, filters: contactFilters },
      ),
    );
  const gone = await of("gone");
  expect(gone.total).toBe(contoso.users.length);
  expect((await of("enabled")).total).toBe(0);
  expect(gone.rows.every((row) => row.goneAt && row.portalDeletedAt)).toBe(true);
  expect(await findContact(gone.rows[0]?.id ?? 0)).toMatchObject({ portalDeletedAt: expect.any(Date) });
  const [living] = await harness.sql<{ id: number }>("select min(id) as id from contact where portal_id = $1", [
    otherId,
  ]);
  expect(await findContact(living?.id ?? 0)).toMatchObject({ portalDeletedAt: null, goneAt: null });
});

it("deletes one of them and several, with what they held last [S51]", async () => {
  const [one, two, three] = await holders();
  const ids = [two?.id ?? 0, three?.id ?? 0];
  expect((await previewDeletion([one?.id ?? 0]))[0]).toMatchObject({ obstacle: null });
  await harness.sql("delete from compliance_change");
  expect(await deleteContacts(actor, [one?.id ?? 0])).toEqual({ deleted: 1 });
  expect(await deleteContacts(actor, ids)).toEqual({ deleted: 2 });
  const left = await harness.sql("select from assignment where contact_id = any($1)", [[one?.id, ...ids]]);
  expect(left).toEqual([]);
  const figures = await holderFigures();
  expect(figures?.kept).toBe(figures?.counted);
  expect((await harness.sql("select from compliance_change")).length, "figures follow").toBeGreaterThan(0);
});

it("leaves the people of a living portal alone", async () => {
  const [holder] = await harness.sql<{ id: number }>(
    "select min(contact_id) as id from assignment where portal_id = $1",
    [otherId],
  );
  const id = holder?.id ?? 0;
  await harness.sql("update contact set gone_at = now() where id = $1", [id]);
  await expect(deleteContacts(actor, [id]), "gone, and still holding").rejects.toMatchObject({
    code: "imported-read-only",
  });
});

it("takes them along with the orphans of the portal, but for consumers of products made by hand [S67]", async () => {
  const [consumer] = await holders();
  await harness.sql(
    `with f as (insert into folder (name) values ('By hand') returning id),
          p as (insert into product (origin, name, folder_id, updated_at) select 'manual', 'By hand', id, now() from f returning id)
     insert into product_consumer (product_id, kind, contact_id) select p.id, 'person', $1 from p`,
    [consumer?.id],
  );
  const all = await countOf("contact", portalId);
  expect(await listLeftPeople()).toEqual([{ portalId, portalName: "Contoso", contacts: all - 1, kept: 1 }]);
  const others = await countOf("contact", otherId);

  const first = await deleteOrphans(actor, { portalId });
  expect(first).toMatchObject({ contacts: 0 });
  expect(first.licences).toBeGreaterThan(5);
  expect(await countOf("contact", portalId), "unless that is wanted").toBe(all);

  expect(await deleteOrphans(actor, { portalId: null, includesPeople: true })).toEqual({
    ...{ licences: 0, products: 0, contacts: all - 1 },
  });
  expect([await countOf("contact", portalId), await countOf("contact", otherId)]).toEqual([1, others]);
  const figures = await holderFigures();
  expect(figures).toEqual({ kept: consumer?.held, counted: consumer?.held });
  const [line] = await harness.sql<{ details: object }>("select details from audit_line order by id desc limit 1");
  expect(line?.details).toMatchObject({ contacts: all - 1 });
  await expect(deleteOrphans(actor, { portalId, includesPeople: true })).rejects.toMatchObject({
    code: "licence-not-found",
  });
});
