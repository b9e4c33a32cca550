import type { ActionResult } from "@/lib/actions/result";
import type { DeletionCandidate } from "@/lib/contacts/deletion";
import type { ContactImportPreview, ImportCounts } from "@/lib/contacts/import-preview";
import type { Chosen } from "@/lib/paging/chosen";

/** The server actions that this folder's components are given: they cannot import from app/. */
export type FormAction<Data> = (previous: null, form: FormData) => Promise<ActionResult<Data>>;

type Ids = { contactIds: number[] };

export type DeleteActions = {
  previewDeletion: (input: Chosen) => Promise<ActionResult<DeletionCandidate[]>>;
  deleteContacts: (input: Ids) => Promise<ActionResult<{ deleted: number }>>;
};

export type ContactActions = DeleteActions & {
  createContact: FormAction<{ id: number }>;
  updateContact: FormAction<void>;
};

export type ImportActions = {
  previewImport: FormAction<ContactImportPreview>;
  importContacts: FormAction<ImportCounts>;
};
