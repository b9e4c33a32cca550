import { Cloud } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Dashboard as DashboardView, EndingCredential } from "@/lib/monitor/dashboard";
import type { ListState } from "@/lib/paging/list-state";
import { Attention } from "./attention";
import { Totals } from "./totals";
import { Trend } from "./trend";

type Props = {
  dashboard: DashboardView;
  credentials: readonly EndingCredential[];
  /** whoever may not see portals gets no links to them */
  canSeePortals: boolean;
  /** the list of compliance, where nothing narrows it */
  list: { path: string; state: ListState };
  /** what the figures do not know yet */
  hint?: ReactNode;
};

/** What needs a person today, then how things stand. */
export function Dashboard({ dashboard, credentials, canSeePortals, list, hint }: Props) {
  const t = useTranslations("dashboard");
  const { portals, summary, paid, trend } = dashboard;
  const isEmpty = portals === 0 && Object.keys(summary.byStatus).length === 0;
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        age={
          summary.calculatedAt && (
            <>
              {t("asOf")} <RelativeTime value={summary.calculatedAt} />
              {summary.runId !== null && (
                <>
                  {", "}
                  <Link className="link" href={`/system/monitor/${summary.runId}`}>
                    {t("run", { id: summary.runId })}
                  </Link>
                </>
              )}
            </>
          )
        }
      />
      {isEmpty ? (
        <EmptyState
          icon={<Cloud />}
          title={t("empty.title")}
          action={
            canSeePortals && (
              <ButtonLink href="/settings/microsoft-365/new" appearance="primary">
                {t("empty.action")}
              </ButtonLink>
            )
          }
        >
          {t(canSeePortals ? "empty.text" : "empty.textViewer")}
        </EmptyState>
      ) : (
        <>
          {hint}
          <Attention dashboard={dashboard} credentials={credentials} canSeePortals={canSeePortals} />
          <Totals list={list} summary={summary} paid={paid} />
          <Trend days={trend} />
        </>
      )}
    </Page>
  );
}
