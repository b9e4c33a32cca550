import { afterAll, beforeAll, expect, it } from "vitest";
import { assign, recountConsumedUnits, softDelete, unassign } from "@/demo/tenant/change";
import type { DemoTenant, DemoUser } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import { createContact } from "@/lib/contacts/commands";
import { deleteContacts, previewDeletion } from "@/lib/contacts/commands-delete";
import { contactFilters, contactSortKeys, findContact, listContacts } from "@/lib/contacts/queries";
import { pool } from "@/lib/db/pool";
import { createCompany, type Harness, startHarness } from "../import/support";
import { stateOf } from "../portals/pages";
import { actor, entered, insertConsumer, insertProduct } from "./contacts";

const USERS = 150;
const options = { sortable: contactSortKeys, defaultSort: { sort: "name" }, filters: contactFilters };
const VISIO = skuIdOf("VISIOCLIENT");

let harness: Harness;
let tenant: DemoTenant;
let manualId: number;

beforeAll(async () => {
  tenant = createCompany("Contoso", USERS);
  harness = await startHarness({ tenants: [tenant] });
  await harness.addPortal("Contoso", tenant);
  // Of the same e-mail as one of the tenant's people: two contacts, of which an import knows one.
  const [first] = tenant.users;
  manualId = (await createContact(actor, entered({ displayName: "By hand", mail: first?.mail ?? "" }))).id;
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
});
afterAll(() => harness?.stop());

const person = (index: number): DemoUser => {
  const user = tenant.users.filter((one) => one.userType === "Member" && one.assignedLicenses.length > 0)[index];
  if (!user) throw new Error("the tenant is too small");
  return user;
};
const contactOf = async (user: DemoUser) => {
  const [row] = await harness.sql<{ id: number }>("select id from contact where object_id = $1", [user.id]);
  return row ? findContact(row.id) : null;
};
const list = (search: string) => listContacts(stateOf(search, options));
const idsOf = async (search: string) => (await list(search)).rows.map(({ id }) => id);
const importAgain = async () => {
  recountConsumedUnits(tenant);
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
};

it("[S49] [S50] shows everybody of the tenant in the list of contacts, beside those kept by hand", async () => {
  expect((await list("origin=portal")).total).toBe(USERS);
  expect(await idsOf("origin=manual")).toEqual([manualId]);
  const contact = await contactOf(person(0));
  expect(contact).toMatchObject({ origin: "portal", portalName: "Contoso", goneAt: null, products: [] });
});

it("[S51] shows the licences of a person, whether direct or by which group, and what is wrong with one", async () => {
  const user = person(1);
  const group = tenant.groups.find((one) => one.assignedLicenses.length > 0);
  if (!group) throw new Error("the tenant has no licensing group");
  for (const { skuId } of [...user.licenseAssignmentStates]) unassign(user, skuId);
  assign(user, { skuId: VISIO });
  assign(user, { skuId: VISIO, groupId: group.id });
  assign(user, { skuId: skuIdOf("PROJECTPROFESSIONAL"), groupId: group.id, violation: "CountViolation" });
  await importAgain();
  const contact = await contactOf(user);
  const of = (skuId: string) => contact?.licences.find((licence) => licence.skuId === skuId);
  expect(contact?.licences).toHaveLength(2);
  expect(of(VISIO)).toMatchObject({ isHeld: true, isDirect: true, groups: [group.displayName], error: null });
  expect(of(skuIdOf("PROJECTPROFESSIONAL"))).toMatchObject({
    ...{ isHeld: false, isDirect: false, groups: [group.displayName] },
    ...{ state: "error", error: "CountViolation" },
  });
});

it("[S50] follows the tenant: who is renamed is found by the new name, who is disabled by that filter", async () => {
  const [renamed, disabled] = [person(2), person(3)];
  const before = await contactOf(renamed);
  renamed.displayName = "Zoë Umbenannt";
  disabled.accountEnabled = false;
  await importAgain();
  expect(await contactOf(renamed)).toMatchObject({ id: before?.id, displayName: "Zoë Umbenannt" });
  expect(await idsOf("q=zoë+umb")).toEqual([before?.id]);
  expect(await idsOf("account=disabled")).toContain((await contactOf(disabled))?.id);
});

it("[S50] [S51] keeps who is gone until a person deletes the contact, and makes it anew when the person is back", async () => {
  const user = person(4);
  const contact = await contactOf(user);
  const id = contact?.id ?? 0;
  const product = await insertProduct(pool(), "Kept by hand");
  await insertConsumer(pool(), product, id);
  softDelete(tenant, user.id);
  await importAgain();
  expect(await findContact(id)).toMatchObject({
    goneAt: expect.any(Date),
    licences: [],
    products: [{ id: product, name: "Kept by hand", isCovered: null }],
  });
  expect(await idsOf("account=gone")).toEqual([id]);
  expect(await previewDeletion([id])).toMatchObject([{ obstacle: "referenced", products: [{ id: product }] }]);

  await harness.sql("delete from product where id = $1", [product]);
  expect(await deleteContacts(actor, [id])).toEqual({ deleted: 1 });
  await importAgain();
  expect(await contactOf(user)).toBeNull();

  tenant.deletedUsers.splice(tenant.deletedUsers.indexOf(user), 1);
  tenant.users.push(user);
  await importAgain();
  const back = await contactOf(user);
  expect(back).toMatchObject({ goneAt: null, displayName: user.displayName });
  expect(back?.id).not.toBe(id);
  expect(back?.licences.length).toBe(contact?.licences.length);
});

it("[S49] leaves contacts kept by hand alone, whatever an import brings", async () => {
  await importAgain();
  expect(await findContact(manualId)).toMatchObject({
    displayName: "By hand",
    origin: "manual",
    version: 1,
    goneAt: null,
  });
});
