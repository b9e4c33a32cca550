import type { ActionResult } from "@/lib/actions/result";

type Deleted = { licences: number; products: number };

/** What administrators do with a licence in its drawer. */
export type LicenceActions = {
  deleteLicences: (input: { licenceIds: number[] }) => Promise<ActionResult<Deleted>>;
  deleteAndExclude: (input: { licenceIds: number[] }) => Promise<ActionResult<Deleted>>;
  showLicenceKey: (input: { licenceId: number }) => Promise<ActionResult<{ licenceKey: string }>>;
  setProduct: (input: { licenceId: number; productId: number | null }) => Promise<ActionResult<void>>;
};
