import type { ActionResult } from "@/lib/actions/result";
import type { LicenceDeletion } from "@/lib/licences/deletion";
import type { Chosen } from "@/lib/paging/chosen";

type Deleted = { licences: number; products: number };

/** What administrators do with a licence in its drawer. */
export type LicenceActions = {
  deleteLicences: (input: { licenceIds: number[] }) => Promise<ActionResult<Deleted>>;
  previewDeletion: (input: Chosen) => Promise<ActionResult<LicenceDeletion[]>>;
  deleteAndExclude: (input: { licenceIds: number[]; reason: string }) => Promise<ActionResult<Deleted>>;
  showLicenceKey: (input: { licenceId: number }) => Promise<ActionResult<{ licenceKey: string }>>;
  setProduct: (input: { licenceId: number; productId: number | null }) => Promise<ActionResult<void>>;
};
