import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { createContact, updateContact } from "@/lib/contacts/commands";
import { deleteContacts, previewDeletion } from "@/lib/contacts/commands-delete";
import { importContacts, previewContactImport } from "@/lib/contacts/commands-import";
import { type ContactDetails, contactListOptions, findContact, listContacts } from "@/lib/contacts/queries";
import { type ContactField, contactFields, contactIdsSchema, contactKeys, contactSchema } from "@/lib/contacts/schema";
import { AssignmentState, Origin } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { listQuery, pageOf, readPage } from "../paging";
import {
  bodyVersion,
  codeParams,
  count,
  expectedVersion,
  fileBody,
  guid,
  hasOneFile,
  id,
  named,
  orEmpty,
  text,
  time,
  toFile,
  version,
} from "../wire";

const tag = "Contacts";
const permission = "contacts:write";
const params = z.object({ contactId: id });

const item = z.object({
  ...{ id, origin: z.enum(Origin), displayName: text, userPrincipalName: text, mail: text, department: text },
  customId: text.nullable().describe("Of those made by hand: an id of one's own."),
  isEnabled: z.boolean().nullable(),
  ...{
    userType: text.nullable(),
    licenceCount: count,
    goneAt: time.nullable(),
    portalName: text.nullable(),
    portalDeletedAt: time.nullable(),
  },
});
const contact = item.extend({
  ...{ objectId: guid.nullable(), usageLocation: text.nullable(), companyName: text.nullable(), city: text.nullable() },
  ...{ country: text.nullable(), jobTitle: text.nullable(), officeLocation: text.nullable() },
  ...{ employeeId: text.nullable(), accountCreatedAt: time.nullable(), isOnPremisesSynced: z.boolean().nullable() },
  ...{ firstSeenAt: time, phone: text, notes: text, version },
  ...{ createdBy: text.nullable(), updatedBy: text.nullable(), updatedAt: time },
  licences: z.array(
    z.object({
      ...{ skuId: guid, title: text, licenceId: id.nullable(), isHeld: z.boolean(), isDirect: z.boolean() },
      ...{ groups: z.array(text), state: z.enum(AssignmentState).nullable(), error: text.nullable() },
      ...{ disabledPlans: count, stateChangedAt: time.nullable(), firstSeenAt: time },
    }),
  ),
  products: z
    .array(named.extend({ isCovered: z.boolean().nullable() }))
    .describe("Made by hand, and used by this person."),
});

const { displayName } = contactSchema.shape;
type Optional = Exclude<ContactField, "displayName">;
const texts = contactFields.flatMap((field): [Optional, ReturnType<typeof orEmpty>][] =>
  field === "displayName" ? [] : [[field, orEmpty(contactSchema.shape[field])]],
);
const optional = Object.fromEntries(texts.map(([field, schema]) => [field, schema.default("")])) as {
  [Field in Optional]: z.ZodDefault<ReturnType<typeof orEmpty>>;
};
const changed = Object.fromEntries(texts.map(([field, schema]) => [field, schema.optional()])) as {
  [Field in Optional]: z.ZodOptional<ReturnType<typeof orEmpty>>;
};
const change = z.strictObject({ displayName: displayName.optional(), ...changed, ...bodyVersion });

const fileInput = z
  .strictObject({
    ...fileBody,
    key: z.enum(contactKeys).describe("By which a line and a contact are known to be the same."),
  })
  .refine(hasOneFile, "file-needed");
/** A list of contacts, in base64. */
const FILE_BODY_MAX = 3 * 1024 * 1024;
const counts = z.object({ created: count, updated: count, unchanged: count, imported: count, faulty: count });
const csvCodes = ["csv-empty", "csv-too-large", "csv-columns-missing", "csv-too-many", "csv-unreadable"];

/** @throws AppError contact-not-found */
async function readContact(contactId: number): Promise<ContactDetails> {
  const found = await findContact(contactId);
  if (!found) throw new AppError("contact-not-found");
  return found;
}

export const contactOperations = [
  defineOperation(
    {
      ...{ name: "listContacts", method: "GET", path: "/contacts", tag, permission: "read" },
      ...{
        summary: "List contacts",
        description: "`total` is counted up to 10,000; `isTotalCapped` tells when there are more.",
        query: listQuery(contactListOptions),
      },
      output: pageOf(item),
    },
    ({ query }) => readPage(query, contactListOptions, listContacts),
  ),
  defineOperation(
    {
      ...{ name: "createContact", method: "POST", path: "/contacts", tag, permission, status: 201, output: contact },
      ...{ summary: "Add a contact by hand", body: z.strictObject({ displayName, ...optional }) },
      location: ({ id: made }: { id: number }) => `/contacts/${made}`,
      codes: ["contact-mail-taken", "contact-custom-id-taken"],
    },
    async ({ account, body }) => readContact((await createContact(account, body)).id),
  ),
  defineOperation(
    {
      ...{ name: "getContact", method: "GET", path: "/contacts/{contactId}", tag, permission: "read" },
      ...{ summary: "Read a contact with licences and products", params, output: contact },
    },
    ({ params: { contactId } }) => readContact(contactId),
  ),
  defineOperation(
    {
      ...{ name: "updateContact", method: "PATCH", path: "/contacts/{contactId}", tag, permission, params },
      ...{ summary: "Change a contact made by hand", description: "Fields that are not given stay.", body: change },
      ...{ output: contact, isVersioned: true },
      codes: ["imported-read-only", "contact-changed", "contact-mail-taken", "contact-custom-id-taken"],
    },
    async ({ account, params: { contactId }, version: wanted, body: { version: _, ...body } }) => {
      const before = await readContact(contactId);
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const stored = Object.fromEntries(contactFields.map((field) => [field, before[field] ?? ""]));
      await updateContact(account, {
        ...contactSchema.parse({ ...stored, ...given }),
        ...{ contactId, version: expectedVersion(wanted, before) },
      });
      return readContact(contactId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteContact", method: "DELETE", path: "/contacts/{contactId}", tag, permission, status: 204 },
      ...{ summary: "Delete a contact", params, codes: ["imported-read-only", "contact-referenced"] },
      description:
        "One made by hand, one that has left its tenant and holds nothing, or one whose portal was deleted; never one that products name.",
    },
    ({ account, params: { contactId } }) => deleteContacts(account, [contactId]),
  ),
  defineOperation(
    {
      ...{ name: "previewContactDeletion", method: "POST", path: "/contacts/delete/preview", tag, permission },
      ...{ summary: "Say which of these contacts can be deleted", body: contactIdsSchema.strict() },
      output: z.object({
        items: z.array(
          z.object({
            ...{ id, displayName: text, products: z.array(named) },
            obstacle: z.enum(["referenced", "imported"]).nullable(),
          }),
        ),
      }),
    },
    async ({ body }) => ({ items: await previewDeletion(body.contactIds) }),
  ),
  defineOperation(
    {
      ...{ name: "deleteContacts", method: "POST", path: "/contacts/delete", tag, permission },
      ...{ summary: "Delete several contacts, all or none", body: contactIdsSchema.strict() },
      output: z.object({ deleted: count }),
      codes: ["contact-not-found", "imported-read-only", "contact-referenced"],
    },
    ({ account, body }) => deleteContacts(account, body.contactIds),
  ),
  defineOperation(
    {
      ...{ name: "previewContactImport", method: "POST", path: "/contacts/import/preview", tag, permission },
      ...{ summary: "Check a CSV file of contacts", body: fileInput, bodyBytesMax: FILE_BODY_MAX, codes: csvCodes },
      output: z.object({
        counts,
        faults: z.array(z.object({ line: count, field: text.nullable(), code: text, params: codeParams })),
        lines: z.array(
          z.object({
            line: count,
            displayName: text,
            mail: text,
            customId: text,
            state: z.enum(counts.keyof().options),
          }),
        ),
        unknownColumns: z.array(text),
      }),
    },
    ({ body }) => previewContactImport({ key: body.key, file: toFile(body), text: "" }),
  ),
  defineOperation(
    {
      ...{ name: "importContacts", method: "POST", path: "/contacts/import", tag, permission, output: counts },
      summary: "Take the sound lines of a CSV file over",
      ...{ body: fileInput, bodyBytesMax: FILE_BODY_MAX, codes: [...csvCodes, "csv-nothing-valid"] },
    },
    ({ account, body }) => importContacts(account, { key: body.key, file: toFile(body), text: "" }),
  ),
];
