import { getTranslations } from "next-intl/server";
import { CatalogueDrawer } from "@/components/catalogue/catalogue-drawer";
import { CatalogueList } from "@/components/catalogue/catalogue-list";
import { OwnTitle } from "@/components/catalogue/own-title";
import { UploadList } from "@/components/catalogue/upload-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { requireAccount } from "@/lib/auth/session";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { uuidsOf } from "@/lib/portals/keyset";
import {
  catalogueFilters,
  catalogueSortKeys,
  findCatalogueSku,
  listCatalogue,
  readCatalogueSummary,
} from "@/lib/portals/queries-catalogue";
import { removeOwnTitle, setOwnTitle } from "./actions";

const path = "/settings/microsoft-365/catalogue";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("catalogue"))("title") };
}

export default async function CataloguePage({ searchParams }: Props) {
  await requireAccount("administrator");
  const params = await searchParams;
  const state = parseListState(params, {
    sortable: catalogueSortKeys,
    defaultSort: { sort: "name" },
    filters: catalogueFilters,
  });
  const list = { path, state };
  const [openId] = uuidsOf([params.sku ?? ""].flat());
  const [page, summary, sku] = await Promise.all([
    listCatalogue(state),
    readCatalogueSummary(),
    openId === undefined ? null : findCatalogueSku(openId),
  ]);
  const position = page.rows.findIndex(({ skuId }) => skuId === sku?.skuId);
  const hrefOf = (row: { skuId: string } | undefined) =>
    row ? listHref(path, state, { params: { sku: row.skuId } }) : null;
  return (
    <ClientMessages namespaces={["catalogue"]}>
      <CatalogueList list={list} page={page} summary={summary} openId={sku?.skuId} upload={<UploadList />} />
      {sku && (
        <CatalogueDrawer
          sku={sku}
          closeHref={listHref(path, state)}
          previousHref={position > 0 ? hrefOf(page.rows[position - 1]) : null}
          nextHref={position >= 0 ? hrefOf(page.rows[position + 1]) : null}
          // State inside belongs to one SKU.
          actions={
            <OwnTitle key={`${sku.skuId} ${sku.ownTitle}`} sku={sku} actions={{ setOwnTitle, removeOwnTitle }} />
          }
        />
      )}
      {params.sku !== undefined && !sku && <MissingDrawer closeHref={listHref(path, state)} />}
    </ClientMessages>
  );
}
