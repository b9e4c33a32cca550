import "server-only";
import { type ExportColumn, type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import * as products from "@/lib/products/queries";
import { readProductState } from "@/lib/products/queries-export";
import { type Consumer, consumerColumns, holderColumns } from "./consumer-details";
import { complianceListOptions, conditionsOf, from, sortColumns } from "./queries";
import { enteredIn } from "./queries-consumers";

type Row = Consumer & { product: string; portalName: string | null; mail: string; isCalculated: boolean };

const consumer = `product_id, id, contact_id, consumer_id, kind, name, user_principal_name, mail, department, is_direct, state,
  error, group_ids, portal_id, is_covered`;

/**
 * Who or what uses the products of a list: one row for each consumer and product.
 * @param listed selects product_id, product, portal_name, is_calculated and place of the products, in their order
 */
function consumersTable(listed: string, values: unknown[], t: Translate): Table {
  const text = `select listed.product, listed.portal_name as "portalName", listed.is_calculated as "isCalculated", c.mail, ${consumerColumns}
    from (${listed}) listed cross join lateral (
      select ${holderColumns("listed.product_id")} from product made
      join assignment a on a.portal_id = made.portal_id and a.sku_id = made.sku_id and a.is_held
      join contact o on o.id = a.contact_id where made.id = listed.product_id
      union all select ${consumer} ${enteredIn("listed.product_id")}) c (${consumer})
    order by listed.place, c.kind, lower(c.name), c.id`;
  return tableOf<Row>({ text, values }, columnsOf(t));
}

function columnsOf(t: Translate): ExportColumn<Row>[] {
  const answer = (is: boolean | null) => (is === null ? null : t(is ? "common.yes" : "common.no"));
  return [
    { header: t("export.columns.product"), value: (row) => row.product },
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.consumerKind"), value: (row) => t(`export.consumerKind.${row.kind}`) },
    { header: t("export.columns.consumer"), value: (row) => row.displayName },
    { header: t("export.columns.userPrincipalName"), value: (row) => row.userPrincipalName },
    { header: t("export.columns.mail"), value: (row) => row.mail },
    { header: t("export.columns.department"), value: (row) => row.department },
    { header: t("export.columns.isCovered"), value: (row) => answer(row.isCalculated ? row.isCovered : null) },
    { header: t("export.columns.boundTo"), value: (row) => wordBinding(row, t) },
    { header: t("export.columns.rank"), value: (row) => row.rank },
    { header: t("export.columns.isDirect"), value: (row) => answer(row.isDirect) },
    { header: t("export.columns.groups"), value: (row) => row.groups.join("; ") },
    { header: t("export.columns.state"), value: (row) => row.state && t(`contacts.state.${row.state}`) },
    { header: t("export.columns.error"), value: (row) => row.error },
  ];
}

/** The licence that a consumer is bound to; said where that has no unit for it. */
function wordBinding({ licenceName, isCalculated, isCovered }: Row, t: Translate): string | null {
  if (licenceName === null || !isCalculated || isCovered) return licenceName;
  return t("export.boundInVain", { name: licenceName });
}

/** The products of the list of compliance with who or what uses them, and who is covered. */
export async function exportComplianceConsumers(searchParams: SearchParams, t: Translate): Promise<Table> {
  const state = { ...parseListState(searchParams, complianceListOptions), cursor: null };
  const values = new SqlValues();
  const matches = await conditionsOf(state, values);
  const { order } = keysetOf(state, sortColumns, "p.id", values);
  const listed = `select p.id as product_id, p.name as product, o.name as portal_name, true as is_calculated,
      row_number() over (${order}) as place
    ${from} where ${matches}`;
  return consumersTable(listed, values.list, t);
}

/** The products of the list with who or what uses them: one row for each consumer and product. */
export async function exportProductConsumers(searchParams: SearchParams, t: Translate): Promise<Table> {
  const state = readProductState(searchParams, await products.listFolders());
  const values = new SqlValues();
  const matches = products.conditionsOf(state, values);
  const { order } = keysetOf(state, products.sortColumns, "p.id", values);
  const listed = `select p.id as product_id, p.name as product, o.name as portal_name, c.product_id is not null as is_calculated,
      row_number() over (${order}) as place
    ${products.from} where ${matches}`;
  return consumersTable(listed, values.list, t);
}
