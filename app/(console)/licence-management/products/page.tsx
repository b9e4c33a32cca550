import { getTranslations } from "next-intl/server";
import { PendingFigures } from "@/components/compliance/pending-figures";
import { ProductNotes } from "@/components/licences/overlay/product-notes";
import { neighboursOf } from "@/components/portals/neighbours";
import { readDrawerView } from "@/components/products/drawer-view";
import { ProductDrawer } from "@/components/products/product-drawer";
import { ProductList } from "@/components/products/product-list";
import { ProductWorkspace } from "@/components/products/workspace";
import { ClientMessages } from "@/components/shell/client-messages";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { findPendingFigures } from "@/lib/compliance/queries-pending";
import { listOverlaysOfProduct } from "@/lib/licences/queries-overlay";
import { searchOf } from "@/lib/paging/chosen";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { findWaysOut } from "@/lib/portals/queries-ways-out";
import { findProduct, listFolders, listProducts, productListOptions } from "@/lib/products/queries";
import { listProductConsumers } from "@/lib/products/queries-consumers";
import { pathOf, placeOf } from "@/lib/products/tree";
import { wayOutView } from "../way-out";
import * as actions from "./actions";

const path = "/licence-management/products";
const { addFolder, renameFolder, moveFolder, deleteFolder, moveProducts, ...others } = actions;
const { addProduct, updateProduct, previewDeletion, deleteProducts, deleteAndExclude, ...ofOne } = others;
const ofList = {
  ...{ addFolder, renameFolder, moveFolder, deleteFolder, moveProducts },
  ...{ addProduct, updateProduct, previewDeletion, deleteProducts, deleteAndExclude },
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("products"))("title") };
}

export default async function ProductsPage({ searchParams }: Props) {
  const account = await requireAccount();
  const canWrite = can(account, "products:write");
  const params = await searchParams;
  const given = parseListState(params, productListOptions);
  const folders = await listFolders();
  const { state, folderId } = placeOf(given, folders);
  const list = { path, state };
  const view = readDrawerView(params);
  const [page, pending, portals, product, waysOut, consumers, overlays] = await Promise.all([
    listProducts(state),
    findPendingFigures(),
    listPortalNames(),
    view && findProduct(view.productId),
    findWaysOut("product", view ? [view.productId] : [], new Date()),
    view?.tab === "consumers" ? listProductConsumers(view.productId, view.consumers) : null,
    view?.tab === "overview" ? listOverlaysOfProduct(view.productId, new Date()) : [],
  ]);
  const rows = page.rows.map(({ id, name, folderId }) => ({ id, name, folderId }));
  const matching = { search: searchOf(state), total: page.total, isCapped: false };
  return (
    <ClientMessages namespaces={["products", "wayOut"]}>
      <ProductWorkspace actions={canWrite ? ofList : null} folders={folders} rows={rows} matching={matching}>
        <ProductList
          {...{ list, page, folders, folderId, portals, canWrite }}
          hint={<PendingFigures pending={pending} />}
          openId={product?.id}
        />
        {product && view && (
          <ProductDrawer
            {...{ list, view, product, consumers }}
            wayOut={wayOutView(account, waysOut.get(product.id))}
            actions={canWrite ? ofOne : null}
            notes={<ProductNotes overlays={overlays} />}
            path={pathOf(folders, product.folderId).map(({ name }) => name)}
            {...neighboursOf(list, "product", page.rows, product.id)}
          />
        )}
        {view && !product && <MissingDrawer closeHref={listHref(list.path, list.state)} />}
      </ProductWorkspace>
    </ClientMessages>
  );
}
