import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { ListControls } from "@/components/data-grid/list-controls";
import { NoResult } from "@/components/data-grid/no-result";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { CommandBar } from "@/components/ui/command-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { type AuditRow, auditFilters, textOfDetails } from "@/lib/monitor/audit";
import { isNarrowed, type ListState, listHref, type Page as PageOf } from "@/lib/paging/list-state";
import { useAuditWords } from "./use-audit-words";

type Props = {
  list: { path: string; state: ListState };
  page: PageOf<AuditRow>;
  actors: readonly { id: string; name: string }[];
  openId: number | undefined;
};

/** Who did what, and when: every change that a person, a program or the setup made. */
export function AuditList({ list, page, actors, openId }: Props) {
  const t = useTranslations();
  const filters = [
    {
      name: "area",
      label: t("audit.filters.area"),
      options: auditFilters.area.map((value) => ({ value, label: t(`audit.areas.${value}`) })),
    },
    {
      name: "who",
      label: t("audit.columns.who"),
      options: [
        { value: "nobody", label: t("audit.filters.nobody") },
        ...actors.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      name: "span",
      label: t("monitor.filters.span"),
      options: auditFilters.span.map((value) => ({ value, label: t(`monitor.filters.spans.${value}`) })),
    },
  ];
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.operation") }, { label: t("audit.title") }]}
        title={t("audit.title")}
        count={page.total}
        description={t("audit.description")}
      />
      <CommandBar
        isFolded
        end={
          <>
            <FilterMenus list={list} filters={filters} />
            <SearchBox placeholder={t("audit.search")} />
            <ListControls list={list} exportName="audit" />
          </>
        }
      />
      <FilterChips list={list} filters={filters} />
      <DataGrid
        label={t("audit.title")}
        columns={useColumns()}
        rows={page.rows}
        list={list}
        getRowKey={(row) => row.id}
        getRowHref={(row) => listHref(list.path, list.state, { params: { line: row.id } })}
        isRowCurrent={(row) => row.id === openId}
        empty={
          isNarrowed(list.state) ? (
            <NoResult list={list} />
          ) : (
            <EmptyState icon={<ScrollText />} title={t("audit.empty.title")}>
              {t("audit.empty.text")}
            </EmptyState>
          )
        }
      />
      <Pager list={list} page={page} />
    </Page>
  );
}

function useColumns(): Column<AuditRow>[] {
  const t = useTranslations("audit.columns");
  const { wordAction, wordWho } = useAuditWords();
  return [
    { key: "action", header: t("action"), cell: wordAction, title: wordAction, width: "272px", isSortable: true },
    {
      key: "target",
      header: t("target"),
      cell: ({ target }) => target ?? "–",
      title: ({ target }) => target ?? undefined,
      isSortable: true,
    },
    {
      key: "who",
      header: t("who"),
      cell: wordWho,
      title: wordWho,
      width: "216px",
      card: "secondary",
      isSortable: true,
    },
    {
      key: "details",
      header: t("details"),
      cell: ({ details }) => <span className="text-muted">{textOfDetails(details) || "–"}</span>,
      title: ({ details }) => textOfDetails(details) || undefined,
      from: "lg",
      card: "none",
    },
    {
      key: "at",
      header: t("at"),
      cell: ({ at }) => <RelativeTime value={at} />,
      width: "136px",
      card: "aside",
      isSortable: true,
    },
  ];
}
