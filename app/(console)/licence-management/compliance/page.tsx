import { getTranslations } from "next-intl/server";
import { ComplianceDrawer } from "@/components/compliance/compliance-drawer";
import { ComplianceList } from "@/components/compliance/compliance-list";
import { readDrawerView } from "@/components/compliance/drawer-view";
import { RecalculateMenu } from "@/components/compliance/recalculate-menu";
import { RunProgress } from "@/components/monitor/run-progress";
import { neighboursOf } from "@/components/portals/neighbours";
import { ClientMessages } from "@/components/shell/client-messages";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { complianceListOptions, listCompliance, summariseCompliance } from "@/lib/compliance/queries";
import { findPendingFigures } from "@/lib/compliance/queries-pending";
import { findProductView } from "@/lib/compliance/queries-product";
import { findOpenRun } from "@/lib/monitor/queries";
import { getTranslate } from "@/lib/monitor/translate";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { findWaysOut } from "@/lib/portals/queries-ways-out";
import { listFolders } from "@/lib/products/queries";
import { wayOutView } from "../way-out";
import { assign, prioritise, recalculate } from "./actions";

const path = "/licence-management/compliance";
const followed = ["full_recalculation", "import", "recalculation"] as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("compliance"))("title") };
}

export default async function CompliancePage({ searchParams }: Props) {
  const account = await requireAccount();
  const params = await searchParams;
  const list = { path, state: parseListState(params, complianceListOptions) };
  const view = readDrawerView(params);
  const [page, summary, pending, folders, portals, run, product, waysOut] = await Promise.all([
    listCompliance(list.state),
    summariseCompliance(),
    findPendingFigures(),
    listFolders(),
    listPortalNames(),
    findOpenRun(followed, await getTranslate()),
    view && findProductView(view),
    findWaysOut("product", view ? [view.productId] : [], new Date()),
  ]);
  return (
    <ClientMessages namespaces={["compliance", "monitor", "wayOut"]}>
      <ComplianceList
        {...{ list, page, summary, pending, folders, portals }}
        openId={product?.details.id}
        command={<RecalculateMenu isAllowed={can(account, "runs:start")} start={recalculate} />}
        progress={run && <RunProgress key={run.id} initial={run} />}
      />
      {product && (
        <ComplianceDrawer
          {...{ list, product, folders }}
          wayOut={wayOutView(account, waysOut.get(product.details.id))}
          customizing={can(account, "licences:write") ? { assign, prioritise } : null}
          {...neighboursOf(list, "product", page.rows, product.details.id)}
        />
      )}
      {view && !product && <MissingDrawer closeHref={listHref(path, list.state)} />}
    </ClientMessages>
  );
}
