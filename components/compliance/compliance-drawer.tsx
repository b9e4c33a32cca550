import { Package } from "lucide-react";
import { useTranslations } from "next-intl";
import type { WayOutView } from "@/components/portals/way-out/way-out-actions";
import { ProductStatus } from "@/components/products/product-status";
import { ButtonLink } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { Tabs } from "@/components/ui/tabs";
import type { ProductView } from "@/lib/compliance/queries-product";
import { type ListState, listHref } from "@/lib/paging/list-state";
import type { Folder } from "@/lib/products/tree";
import { Consumers } from "./consumers";
import type { Customizing } from "./customize-consumer";
import { drawerTabs } from "./drawer-view";
import { History } from "./history";
import { Overview } from "./overview";

type Props = {
  list: { path: string; state: ListState };
  product: ProductView;
  wayOut: WayOutView | null;
  folders: readonly Folder[];
  /** null: the account may not */
  customizing: Omit<Customizing, "productId" | "licences"> | null;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
};

export function ComplianceDrawer({ list, product, wayOut, folders, customizing, ...hrefs }: Props) {
  const t = useTranslations("compliance.details");
  const { details, tab, consumers, snapshots } = product;
  const hrefOf = (params: Record<string, string | null>) =>
    listHref(list.path, list.state, { params: { product: details.id, ...params } });
  const consumersHref = hrefOf({ tab: "consumers" });
  return (
    <Drawer
      title={details.name}
      subtitle={<ProductStatus product={{ status: details.status, unsyncReason: details.reason }} />}
      actions={
        <ButtonLink
          size="small"
          href={`/licence-management/products?product=${details.id}`}
          icon={<Package aria-hidden />}
        >
          {t("openProduct")}
        </ButtonLink>
      }
      tabs={
        <Tabs
          label={t("tabs")}
          current={tab}
          tabs={drawerTabs.map((key) => ({
            key,
            label: t(key),
            href: hrefOf({ tab: key === "overview" ? null : key }),
            count: key === "consumers" ? details.consumption : undefined,
          }))}
        />
      }
      {...hrefs}
    >
      {tab === "overview" && (
        <Overview details={details} wayOut={wayOut} folders={folders} consumersHref={consumersHref} />
      )}
      {consumers && (
        <Consumers
          {...consumers}
          failed={details.failed}
          hrefOf={(params) => hrefOf({ tab: "consumers", ...params })}
          customizing={
            customizing && {
              ...customizing,
              productId: details.id,
              licences: details.licences.map(({ id, name }) => ({ id, name })),
            }
          }
        />
      )}
      {snapshots && <History snapshots={snapshots} />}
    </Drawer>
  );
}
