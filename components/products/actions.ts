import type { ActionResult } from "@/lib/actions/result";
import type { Chosen } from "@/lib/paging/chosen";
import type { ConsumerFilePreview } from "@/lib/products/commands-consumer-file";
import type { AddedConsumers } from "@/lib/products/commands-consumers";
import type { ProductDeletion } from "@/lib/products/deletion";
import type { FoundContact, FoundLicence } from "@/lib/products/queries-consumers";
import type { ProductMove } from "@/lib/products/schema";

type FormAction<Data> = (previous: null, form: FormData) => Promise<ActionResult<Data>>;
type Call<Input, Data> = (input: Input) => Promise<ActionResult<Data>>;

/** What an administrator can do; the page gives it, and gives null to viewers. */
export type ProductActions = {
  addFolder: FormAction<{ id: number }>;
  renameFolder: FormAction<unknown>;
  moveFolder: Call<{ folderId: number; parentId: number | null }, { before: number | null }>;
  deleteFolder: Call<{ folderId: number; movesContentUp: boolean }, unknown>;
  moveProducts: Call<{ moves: ProductMove[] }, { moved: number; before: ProductMove[] }>;
  addProduct: FormAction<{ id: number }>;
  updateProduct: FormAction<unknown>;
  previewDeletion: Call<Chosen, ProductDeletion[]>;
  deleteProducts: Call<{ productIds: number[] }, { deleted: number }>;
  deleteAndExclude: Call<{ productIds: number[]; reason: string }, { deleted: number }>;
};

/** What can be done with the consumers and licences of one product. */
export type ConsumerActions = {
  addPeople: Call<{ productId: number; contactIds: number[] }, AddedConsumers>;
  addDevices: FormAction<AddedConsumers>;
  removeConsumers: Call<{ productId: number; consumerIds: number[] }, { removed: number }>;
  previewConsumerFile: FormAction<ConsumerFilePreview>;
  addConsumersFromFile: FormAction<AddedConsumers>;
  findContacts: Call<{ productId: number; q: string }, FoundContact[]>;
};
export type LicenceActions = {
  findLicences: Call<{ productId: number; q: string }, FoundLicence[]>;
  linkLicences: Call<{ productId: number; licenceIds: number[] }, { linked: number }>;
  unlinkLicence: Call<{ productId: number; licenceId: number }, unknown>;
};
