import { getTranslations } from "next-intl/server";
import { PendingFigures } from "@/components/compliance/pending-figures";
import { Dashboard } from "@/components/dashboard/dashboard";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { complianceListOptions } from "@/lib/compliance/queries";
import { findPendingFigures } from "@/lib/compliance/queries-pending";
import { listEndingCredentials, readDashboard } from "@/lib/monitor/queries-dashboard";
import { parseListState } from "@/lib/paging/list-state";

export async function generateMetadata() {
  return { title: (await getTranslations("dashboard"))("title") };
}

export default async function OverviewPage() {
  const account = await requireAccount();
  const now = new Date();
  const canSeePortals = can(account, "portals:read");
  const [dashboard, pending, credentials] = await Promise.all([
    readDashboard(now),
    findPendingFigures(),
    canSeePortals ? listEndingCredentials(now) : [],
  ]);
  return (
    <Dashboard
      dashboard={dashboard}
      credentials={credentials}
      canSeePortals={canSeePortals}
      list={{ path: "/licence-management/compliance", state: parseListState({}, complianceListOptions) }}
      hint={<PendingFigures pending={pending} />}
    />
  );
}
