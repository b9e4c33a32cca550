import type { ClientBase } from "pg";
import type { CatalogueList, SkippedRow } from "@/lib/catalogue/csv";
import { type MergedRows, mergeCatalogue } from "@/lib/catalogue/store";
import { renameImported } from "./imported-names";

/** What taking a list over has changed. */
export type CatalogueOutcome = {
  skus: MergedRows;
  servicePlans: MergedRows;
  /** imported rows that bear another name now */
  renamed: { licences: number; products: number };
  skipped: SkippedRow[];
};

/** Takes Microsoft's list into the catalogue, and its titles into what was imported. Within a transaction. */
export async function takeCatalogue(client: ClientBase, list: CatalogueList): Promise<CatalogueOutcome> {
  const { skus, servicePlans, writtenSkuIds } = await mergeCatalogue(client, list);
  const renamed = await renameImported(client, { skuIds: writtenSkuIds });
  return { skus, servicePlans, renamed, skipped: list.skipped };
}
