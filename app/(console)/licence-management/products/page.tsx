import { getTranslations } from "next-intl/server";
import { neighboursOf } from "@/components/portals/neighbours";
import { ProductDrawer } from "@/components/products/product-drawer";
import { ProductList } from "@/components/products/product-list";
import { requireAccount } from "@/lib/auth/session";
import { parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { readId } from "@/lib/portals/read-id";
import { findProduct, listFolders, listProducts, productFilters, productSortKeys } from "@/lib/products/queries";
import { pathOf, placeOf } from "@/lib/products/tree";

const path = "/licence-management/products";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("products"))("title") };
}

export default async function ProductsPage({ searchParams }: Props) {
  await requireAccount();
  const params = await searchParams;
  const given = parseListState(params, {
    sortable: productSortKeys,
    defaultSort: { sort: "name" },
    filters: productFilters,
  });
  const folders = await listFolders();
  const { state, folderId } = placeOf(given, folders);
  const list = { path, state };
  const openId = readId(params.product);
  const [page, portals, product] = await Promise.all([
    listProducts(state),
    listPortalNames(),
    openId === undefined ? null : findProduct(openId),
  ]);
  return (
    <>
      <ProductList {...{ list, page, folders, folderId, portals }} openId={product?.id} />
      {product && (
        <ProductDrawer
          product={product}
          path={pathOf(folders, product.folderId).map(({ name }) => name)}
          {...neighboursOf(list, "product", page.rows, product.id)}
        />
      )}
    </>
  );
}
