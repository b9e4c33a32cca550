"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import * as contacts from "@/lib/contacts/commands";
import * as removal from "@/lib/contacts/commands-delete";
import * as lists from "@/lib/contacts/commands-import";
import { contactIdsSchema, contactSchema, editContactSchema, importContactsSchema } from "@/lib/contacts/schema";
import { chosenSchema } from "@/lib/paging/chosen-schema";

const refresh = () => revalidatePath("/master-data/contacts");

export const createContact = defineAction(
  { name: "contact.create", permission: "contacts:write", input: contactSchema },
  async ({ input, account }) => {
    const created = await contacts.createContact(account, input);
    refresh();
    return created;
  },
);

export const updateContact = defineAction(
  { name: "contact.update", permission: "contacts:write", input: editContactSchema },
  async ({ input, account }) => {
    await contacts.updateContact(account, input);
    refresh();
  },
);

/** What a deletion would do; deletes nothing. */
export const previewDeletion = defineAction(
  { name: "contact.preview-deletion", permission: "contacts:write", input: chosenSchema },
  async ({ input }) => removal.previewDeletion(await removal.contactsChosen(input)),
);

export const deleteContacts = defineAction(
  { name: "contact.delete", permission: "contacts:write", input: contactIdsSchema },
  async ({ input, account }) => {
    const outcome = await removal.deleteContacts(account, input.contactIds);
    refresh();
    return outcome;
  },
);

/** What an import of the file would do; writes nothing. */
export const previewImport = defineAction(
  { name: "contact.preview-import", permission: "contacts:write", input: importContactsSchema },
  ({ input }) => lists.previewContactImport(input),
);

export const importContacts = defineAction(
  { name: "contact.import", permission: "contacts:write", input: importContactsSchema },
  async ({ input, account }) => {
    const counts = await lists.importContacts(account, input);
    refresh();
    return counts;
  },
);
