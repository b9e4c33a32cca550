import "server-only";
import type { ComplianceStatus, LicenceMetric, Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { type OverlayCells, overlayColumns, overlayExport, overlayJoin } from "@/lib/portals/overlay-export";
import { conditionsOf, from, listFolders, productListOptions, sortColumns } from "./queries";
import { type Folder, placeOf } from "./tree";

type Row = OverlayCells & {
  name: string;
  origin: Origin;
  folderId: number;
  portalName: string | null;
  metric: LicenceMetric;
  status: ComplianceStatus | null;
  reason: UnsyncReason | null;
  unsyncSince: Date | null;
  createdAt: Date;
};

/** What the address asks of the list of products. */
export function readProductState(searchParams: SearchParams, folders: readonly Folder[]) {
  return { ...placeOf(parseListState(searchParams, productListOptions), folders).state, cursor: null };
}

/** The whole list of products, as its address narrows and sorts it. */
export async function exportProducts(searchParams: SearchParams, t: Translate): Promise<Table> {
  const folders = await listFolders();
  const state = readProductState(searchParams, folders);
  const values = new SqlValues();
  const text = `select p.name, p.origin, p.folder_id as "folderId", o.name as "portalName", p.metric, c.status,
      p.unsync_reason as reason, p.unsync_since as "unsyncSince", p.created_at as "createdAt",
      ${overlayColumns("p")}
    ${from} ${overlayJoin("p")} where ${conditionsOf(state, values)} ${keysetOf(state, sortColumns, "p.id", values).order}`;
  const folderName = folderNamesOf(folders);
  return tableOf<Row>({ text, values: values.list }, [
    { header: t("export.columns.product"), value: (row) => row.name },
    { header: t("export.columns.folder"), value: (row) => folderName(row.folderId) },
    { header: t("export.columns.origin"), value: (row) => t(`export.origin.${row.origin}`) },
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.metric"), value: (row) => t(`export.metric.${row.metric}`) },
    { header: t("export.columns.status"), value: ({ status }) => status && t(`products.status.${status}`) },
    { header: t("export.columns.reason"), value: ({ reason }) => reason && t(`compliance.reason.${reason}.name`) },
    { header: t("export.columns.unsyncSince"), value: (row) => row.unsyncSince },
    { header: t("export.columns.createdAt"), value: (row) => row.createdAt },
    ...overlayExport(t),
  ]);
}

/** "Software / Office" for the id of a folder; each path is put together once. */
export function folderNamesOf(folders: readonly Folder[]): (id: number) => string {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const names = new Map<number, string>();
  const nameOf = (id: number): string => {
    const folder = byId.get(id);
    if (!folder) return "";
    const known = names.get(id);
    if (known !== undefined) return known;
    // Before its parents are asked: a cycle in the data must not hang.
    names.set(id, folder.name);
    const above = folder.parentId === null ? "" : nameOf(folder.parentId);
    const name = above ? `${above} / ${folder.name}` : folder.name;
    names.set(id, name);
    return name;
  };
  return nameOf;
}
