import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { ListControls } from "@/components/data-grid/list-controls";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { CommandBar } from "@/components/ui/command-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { productKinds } from "@/lib/compliance/product-kind";
import type { ComplianceListRow, ComplianceSummary } from "@/lib/compliance/queries";
import type { PendingFigures as Pending } from "@/lib/compliance/queries-pending";
import { ComplianceStatus, UnsyncReason } from "@/lib/db/generated/enums";
import type { Page as ListPage, ListState } from "@/lib/paging/list-state";
import type { Folder } from "@/lib/products/tree";
import { ComplianceGrid } from "./compliance-grid";
import { PendingFigures } from "./pending-figures";
import { StaleHints } from "./stale-hints";
import { StatusLegend } from "./status-legend";
import { StatusMeanings } from "./status-meanings";
import { StatusTotals } from "./status-totals";

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<ComplianceListRow>;
  summary: ComplianceSummary;
  pending: Pending | null;
  folders: readonly Folder[];
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
  openId: number | undefined;
  /** the recalculation's button */
  command: ReactNode;
  /** what runs now; null while nothing does */
  progress: ReactNode;
};

export function ComplianceList({ list, page, summary, pending, folders, portals, openId, command, progress }: Props) {
  const t = useTranslations();
  const filters = [
    {
      name: "status",
      label: t("compliance.filters.status"),
      options: Object.values(ComplianceStatus)
        .filter((status) => summary.byStatus[status] || list.state.filters.status?.includes(status))
        .map((status) => ({
          value: status,
          label: t(`products.status.${status}`),
          count: summary.byStatus[status] ?? 0,
        })),
    },
    {
      name: "reason",
      label: t("compliance.filters.reason"),
      options: Object.values(UnsyncReason).map((reason) => ({
        value: reason,
        label: t(`compliance.reason.${reason}.name`),
        count: summary.byReason[reason] ?? 0,
      })),
    },
    {
      name: "kind",
      label: t("compliance.filters.kind"),
      options: productKinds.map((kind) => ({
        value: kind,
        label: t(`compliance.kind.${kind}`),
        count: summary.byKind[kind] ?? 0,
      })),
    },
    {
      name: "portal",
      label: t("compliance.filters.portal"),
      options: portals.map(({ id, name, isDeleted }) => ({
        value: id,
        label: isDeleted ? t("compliance.deletedPortal", { name }) : name,
      })),
    },
  ];
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.licenceManagement") }, { label: t("compliance.title") }]}
        title={t("compliance.title")}
        count={page.total}
        age={<Age summary={summary} />}
      />
      {progress ?? (
        <>
          <StaleHints summary={summary} />
          <PendingFigures pending={pending} />
        </>
      )}
      <CommandBar
        isFolded
        end={
          <>
            <FilterMenus list={list} filters={filters} />
            <SearchBox placeholder={t("compliance.search")} label={t("compliance.search")} />
            <ListControls list={list} exportName="compliance" peopleName="complianceConsumers" />
          </>
        }
      >
        {command}
        <StatusLegend>
          <StatusMeanings />
        </StatusLegend>
      </CommandBar>
      <StatusTotals list={list} summary={summary} />
      <FilterChips list={list} filters={filters} />
      <ComplianceGrid list={list} rows={page.rows} folders={folders} openId={openId} />
      <Pager list={list} page={page} />
    </Page>
  );
}

function Age({ summary: { calculatedAt, runId } }: { summary: ComplianceSummary }) {
  const t = useTranslations("compliance");
  const format = useFormatter();
  if (!calculatedAt || runId === null) return t("neverCalculated");
  const time = format.dateTime(calculatedAt, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Link className="link" href={`/system/monitor/${runId}`}>
      {t("asOf", { time, id: runId })}
    </Link>
  );
}
