import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { ListControls } from "@/components/data-grid/list-controls";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { CommandBar } from "@/components/ui/command-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { ComplianceStatus, LicenceMetric, Origin, UnsyncReason } from "@/lib/db/generated/enums";
import type { Page as ListPage, ListState } from "@/lib/paging/list-state";
import type { ProductRow } from "@/lib/products/queries";
import type { Folder } from "@/lib/products/tree";
import { FolderPane } from "./folders/folder-pane";
import { ListCommands } from "./list-commands";
import { WorkspaceNotice } from "./notice";
import { ProductGrid } from "./product-grid";
import { SelectMatchingProducts } from "./select-matching-products";

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<ProductRow>;
  folders: readonly Folder[];
  /** the folder shown; null: all products */
  folderId: number | null;
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
  /** what the figures do not know yet */
  hint: ReactNode;
  openId: number | undefined;
  canWrite: boolean;
};

export function ProductList({ list, page, folders, folderId, portals, hint, openId, canWrite }: Props) {
  const t = useTranslations();
  const menus = [
    {
      name: "status",
      label: t("products.filters.status"),
      options: Object.values(ComplianceStatus).map((status) => ({
        value: status,
        label: t(`products.status.${status}`),
      })),
    },
    {
      name: "reason",
      label: t("compliance.filters.reason"),
      options: Object.values(UnsyncReason).map((reason) => ({
        value: reason,
        label: t(`compliance.reason.${reason}.name`),
      })),
    },
    {
      name: "portal",
      label: t("products.filters.portal"),
      options: portals.map(({ id, name, isDeleted }) => ({
        value: id,
        label: isDeleted ? t("products.deletedPortal", { name }) : name,
      })),
    },
    {
      name: "origin",
      label: t("products.filters.origin"),
      options: Object.values(Origin).map((origin) => ({ value: origin, label: t(`products.origin.${origin}`) })),
    },
    {
      name: "metric",
      label: t("products.filters.metric"),
      options: Object.values(LicenceMetric).map((metric) => ({ value: metric, label: t(`products.metric.${metric}`) })),
    },
  ];
  // The folder is chosen in the tree; what narrows the list still says so.
  const folder = {
    name: "folder",
    label: t("products.filters.folder"),
    options: folders.map(({ id, name }) => ({ value: `${id}`, label: name })),
  };
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.licenceManagement") }, { label: t("products.title") }]}
        title={t("products.title")}
        count={page.total}
        description={t("products.description")}
      />
      <CommandBar
        isFolded
        end={
          <>
            <FilterMenus list={list} filters={menus} />
            <SearchBox placeholder={t("products.search")} label={t("products.search")} />
            <ListControls list={list} exportName="products" peopleName="productConsumers" />
          </>
        }
      >
        <ListCommands list={list} folderId={folderId} />
      </CommandBar>
      {hint}
      {/* Under an open drawer nobody could read it: the drawer shows it then. */}
      {openId === undefined && <WorkspaceNotice />}
      <div className="flex min-h-0 flex-1 flex-col gap-3 md:flex-row">
        <FolderPane list={list} currentId={folderId} />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3">
          <FilterChips list={list} filters={[folder, ...menus]} />
          <SelectMatchingProducts />
          <ProductGrid list={list} rows={page.rows} folders={folders} openId={openId} canWrite={canWrite} />
          <Pager list={list} page={page} />
        </div>
      </div>
    </Page>
  );
}
