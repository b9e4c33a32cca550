import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { WayOutView } from "@/components/portals/way-out/way-out-actions";
import { ButtonLink } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { Tabs } from "@/components/ui/tabs";
import type { Page } from "@/lib/paging/list-state";
import { type ListState, listHref } from "@/lib/paging/list-state";
import type { ProductDetails } from "@/lib/products/queries";
import type { ConsumerRow } from "@/lib/products/queries-consumers";
import type { ConsumerActions, LicenceActions } from "./actions";
import { ConsumersTab } from "./consumers/consumers-tab";
import { type DrawerView, drawerTabs } from "./drawer-view";
import { LicencesTab } from "./licences/licences-tab";
import { WorkspaceNotice } from "./notice";
import { Overview } from "./overview";
import { ProductCommands } from "./product-commands";

type Props = {
  list: { path: string; state: ListState };
  view: DrawerView;
  product: ProductDetails;
  wayOut: WayOutView | null;
  /** of the tab that lists them */
  consumers: Page<ConsumerRow> | null;
  /** null: may only look */
  actions: (ConsumerActions & LicenceActions) | null;
  /** names from the top down */
  path: readonly string[];
  /** under the overview: what was written about its licences */
  notes: ReactNode;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
};

export function ProductDrawer({ list, view, product, wayOut, consumers, actions, path, notes, ...hrefs }: Props) {
  const t = useTranslations("products");
  const hrefOf = (params: Record<string, string | null>) =>
    listHref(list.path, list.state, { params: { product: product.id, ...params } });
  const tabHref = (tab: string) => hrefOf(tab === "overview" ? {} : { tab });
  // Imported products are read-only: the commands refuse them too.
  const own = product.origin === "manual" ? actions : null;
  return (
    <Drawer
      title={product.name}
      subtitle={product.portalName ? t("details.leading", { portal: product.portalName }) : t("details.manual")}
      actions={
        <>
          <ProductCommands product={product} closeHref={hrefs.closeHref} />
          <ButtonLink href={`/licence-management/compliance?product=${product.id}`} icon={<Scale aria-hidden />}>
            {t("compliance.open")}
          </ButtonLink>
        </>
      }
      tabs={
        <Tabs
          label={t("tabs.label")}
          current={view.tab}
          tabs={drawerTabs.map((tab) => ({
            key: tab,
            label: t(`tabs.${tab}`),
            href: tabHref(tab),
            count: tab === "licences" ? product.licences.length : undefined,
          }))}
        />
      }
      {...hrefs}
    >
      <div className="pb-3 empty:hidden">
        <WorkspaceNotice />
      </div>
      {view.tab === "overview" && (
        <>
          <Overview product={product} wayOut={wayOut} path={path} />
          {notes}
        </>
      )}
      {view.tab === "consumers" && consumers && (
        <ConsumersTab
          product={product}
          state={view.consumers}
          page={consumers}
          actions={own}
          hrefOf={(params) => hrefOf({ tab: "consumers", ...params })}
        />
      )}
      {view.tab === "licences" && <LicencesTab product={product} actions={own} />}
    </Drawer>
  );
}
