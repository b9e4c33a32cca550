import { Activity } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { ListControls } from "@/components/data-grid/list-controls";
import { NoResult } from "@/components/data-grid/no-result";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { ButtonLink } from "@/components/ui/button";
import { CommandBar } from "@/components/ui/command-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { isOpen, percentOf } from "@/lib/monitor/progress";
import type { RunRow } from "@/lib/monitor/run-list";
import { runFilters } from "@/lib/monitor/schema";
import { isNarrowed, type Page as ListPage, type ListState } from "@/lib/paging/list-state";
import { Duration } from "./duration";
import { usePhaseWords } from "./phase-words";
import { RunStatusBadge } from "./run-status";

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<RunRow>;
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
  /** who has started runs by hand */
  requesters: readonly { id: string; name: string }[];
};

export function RunList({ list, page, portals, requesters }: Props) {
  const t = useTranslations();
  const filters = [
    {
      name: "kind",
      label: t("monitor.filters.kind"),
      options: runFilters.kind.map((value) => ({ value, label: t(`monitor.kind.${value}`) })),
    },
    {
      name: "status",
      label: t("monitor.filters.status"),
      options: runFilters.status.map((value) => ({ value, label: t(`monitor.status.${value}`) })),
    },
    {
      name: "trigger",
      label: t("monitor.filters.trigger"),
      options: runFilters.trigger.map((value) => ({ value, label: t(`monitor.trigger.${value}`) })),
    },
    {
      name: "portal",
      label: t("monitor.filters.portal"),
      options: portals.map(({ id, name, isDeleted }) => ({
        value: id,
        label: isDeleted ? t("monitor.deletedPortal", { name }) : name,
      })),
    },
    {
      name: "who",
      label: t("monitor.filters.who"),
      options: [
        { value: "nobody", label: t("monitor.filters.nobody") },
        ...requesters.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      name: "span",
      label: t("monitor.filters.span"),
      options: runFilters.span.map((value) => ({ value, label: t(`monitor.filters.spans.${value}`) })),
    },
  ];
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.operation") }, { label: t("monitor.title") }]}
        title={t("monitor.title")}
        count={page.total}
        description={t("monitor.description")}
      />
      <CommandBar
        isFolded
        end={
          <>
            <FilterMenus list={list} filters={filters} />
            <SearchBox placeholder={t("monitor.search")} />
            <ListControls list={list} exportName="runs" />
          </>
        }
      />
      <FilterChips list={list} filters={filters} />
      <DataGrid
        label={t("monitor.title")}
        columns={useColumns()}
        rows={page.rows}
        list={list}
        getRowKey={(row) => row.id}
        getRowHref={(row) => `${list.path}/${row.id}`}
        empty={isNarrowed(list.state) ? <NoResult list={list} /> : <Empty />}
      />
      <Pager list={list} page={page} />
    </Page>
  );
}

function Empty() {
  const t = useTranslations("monitor.empty");
  return (
    <EmptyState
      icon={<Activity />}
      title={t("title")}
      action={<ButtonLink href="/licence-management/compliance">{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function useColumns(): Column<RunRow>[] {
  const t = useTranslations("monitor");
  const wordPhase = usePhaseWords();
  const wordTrigger = ({ trigger, requestedBy }: RunRow) =>
    requestedBy ? t("triggerBy", { name: requestedBy }) : t(`trigger.${trigger}`);
  const wordPortals = ({ portals }: RunRow) =>
    portals.length === 1 ? portals[0]?.name : portals.length > 1 ? t("portalCount", { count: portals.length }) : "–";
  return [
    {
      key: "run",
      header: t("columns.run"),
      isSortable: true,
      cell: ({ id, kind }) => (
        <>
          <span className="tabular text-muted">{id}</span> {t(`kind.${kind}`)}
        </>
      ),
    },
    {
      key: "status",
      header: t("columns.status"),
      isSortable: true,
      cell: ({ status }) => <RunStatusBadge status={status} />,
      width: "144px",
      card: "aside",
    },
    { key: "trigger", header: t("columns.trigger"), cell: wordTrigger, title: wordTrigger, width: "174px", from: "lg" },
    {
      key: "portals",
      header: t("columns.portals"),
      cell: wordPortals,
      title: ({ portals }) => portals.map(({ name }) => name).join(", "),
      width: "104px",
      from: "md",
    },
    {
      key: "changes",
      header: t("columns.changes"),
      cell: (row) => (isOpen(row.status) ? <Progress run={row} words={wordPhase(row)} /> : <Changes run={row} />),
      width: "232px",
      from: "md",
    },
    {
      key: "startedAt",
      header: t("columns.startedAt"),
      isSortable: true,
      cell: ({ startedAt, createdAt }) => <RelativeTime value={startedAt ?? createdAt} />,
      width: "132px",
    },
    {
      key: "duration",
      header: t("columns.duration"),
      isSortable: true,
      cell: ({ startedAt, endedAt }) =>
        startedAt && endedAt ? <Duration ms={endedAt.getTime() - startedAt.getTime()} /> : "–",
      align: "end",
      width: "88px",
      from: "md",
      card: "none",
    },
  ];
}

function Progress({ run, words }: { run: RunRow; words: string }) {
  return (
    <span className="flex flex-col gap-1">
      <span className="tabular truncate text-xs">{words}</span>
      <ProgressBar percent={percentOf(run)} label={words} />
    </span>
  );
}

function Changes({ run: { changes } }: { run: RunRow }) {
  const t = useTranslations("monitor");
  if (!changes) return "–";
  const { created, updated, vanished } = changes;
  return created + updated + vanished === 0 ? (
    <span className="text-muted">{t("noChanges")}</span>
  ) : (
    t("changes", { created, updated, vanished })
  );
}
