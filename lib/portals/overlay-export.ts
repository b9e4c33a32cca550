import type { ExportColumn } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";

/** What people wrote beside a SKU of a portal, for the lists of licences and of products alike. */
export type OverlayCells = {
  note: string | null;
  owner: string | null;
  costCentre: string | null;
  tags: string[] | null;
  price: number | null;
  currency: string | null;
  /** the first day of the price, as ISO writes it */
  priceSince: string | null;
};

/** @param row the alias of the table that has portal_id, sku_id and notes of its own */
export const overlayJoin = (row: string) => `
  left join licence_overlay v on v.portal_id = ${row}.portal_id and v.sku_id = ${row}.sku_id
  left join lateral (select amount, currency, starts_on from licence_price
    where portal_id = ${row}.portal_id and sku_id = ${row}.sku_id and starts_on <= (now() at time zone 'utc')::date
    order by starts_on desc limit 1) price on true`;

export const overlayColumns = (row: string) => `coalesce(nullif(v.note, ''), ${row}.notes) as note, v.owner,
  v.cost_centre as "costCentre", v.tags, price.amount::float8 as price, price.currency, price.starts_on::text as "priceSince"`;

export const overlayExport = (t: Translate): ExportColumn<OverlayCells>[] => [
  { header: t("export.columns.owner"), value: (row) => row.owner },
  { header: t("export.columns.costCentre"), value: (row) => row.costCentre },
  { header: t("export.columns.tags"), value: (row) => row.tags?.join("; ") ?? null },
  { header: t("export.columns.price"), value: (row) => row.price },
  { header: t("export.columns.currency"), value: (row) => row.currency },
  { header: t("export.columns.priceSince"), value: (row) => row.priceSince },
  { header: t("export.columns.note"), value: (row) => row.note },
];
