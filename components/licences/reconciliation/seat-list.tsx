import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { ListControls } from "@/components/data-grid/list-controls";
import { NoResult } from "@/components/data-grid/no-result";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { CommandBar } from "@/components/ui/command-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { SeatRow } from "@/lib/licences/queries-reconciliation";
import { isNarrowed, type Page as ListPage, type ListState } from "@/lib/paging/list-state";
import { Level } from "./level";

const licences = "/licence-management/licences";
/** the most urgent first */
const levels = ["check", "expected", "good"] as const;

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<SeatRow>;
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
};

/** All imported licences with what four sources say of their seats, and each difference in words. */
export function SeatList({ list, page, portals }: Props) {
  const t = useTranslations();
  const filters = [
    {
      name: "voices",
      label: t("reconciliation.list.voices"),
      options: (["differ", "agree"] as const).map((value) => ({ value, label: t(`reconciliation.list.${value}`) })),
    },
    {
      name: "portal",
      label: t("licences.filters.portal"),
      options: portals.map(({ id, name, isDeleted }) => ({
        value: id,
        label: isDeleted ? t("licences.deletedPortal", { name }) : name,
      })),
    },
  ];
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[
          { label: t("shell.navigation.licenceManagement") },
          { label: t("licences.title"), href: licences },
          { label: t("reconciliation.list.title") },
        ]}
        title={t("reconciliation.list.title")}
        count={page.total}
        description={t("reconciliation.list.text")}
      />
      <CommandBar
        end={
          <>
            <FilterMenus list={list} filters={filters} />
            <SearchBox placeholder={t("licences.search")} />
            <ListControls list={list} exportName="seats" />
          </>
        }
      >
        {null}
      </CommandBar>
      <FilterChips list={list} filters={filters} />
      <DataGrid
        label={t("reconciliation.list.title")}
        list={list}
        columns={useColumns()}
        rows={page.rows}
        getRowKey={(row) => row.id}
        getRowHref={(row) => `${licences}?licence=${row.id}&tab=seats`}
        empty={
          isNarrowed(list.state) ? (
            <NoResult list={list} />
          ) : (
            <EmptyState icon={<Scale />} title={t("licences.empty.title")}>
              {t("reconciliation.list.empty")}
            </EmptyState>
          )
        }
      />
      <Pager list={list} page={page} />
    </Page>
  );
}

function useColumns(): Column<SeatRow>[] {
  const t = useTranslations("reconciliation");
  const voice = (
    key: "units" | "subscribed" | "consumed" | "holders",
    other: "units" | "subscribed" | "consumed" | "holders",
  ): Column<SeatRow> => ({
    key,
    header: t(`list.${key}`),
    title: () => t(`voices.${key}Text`),
    cell: ({ voices }) => (
      <Voice value={voices[key]} isOther={voices[other] !== null && voices[key] !== voices[other]} />
    ),
    align: "end",
    width: "104px",
  });
  // What is worth a look stands before what is expected.
  const sorted = ({ findings }: SeatRow) =>
    levels.flatMap((level) => findings.filter((finding) => finding.level === level));
  // That the voices agree is told by the verdict, unless there is nothing else to say.
  const shortly = (row: SeatRow) =>
    sorted(row)
      .filter(({ code }, _, all) => code !== "agree" || all.length === 1)
      .map(({ code, count }) => t(`shortFindings.${code}`, { count }))
      .join("; ");
  const words = (row: SeatRow) =>
    sorted(row)
      .map(({ code, count }) => t(`findings.${code}`, { count }))
      .join(" ");
  return [
    {
      key: "name",
      header: t("list.licence"),
      cell: (row) => row.name,
      title: (row) => row.name,
      isSortable: true,
      lines: 2,
    },
    voice("units", "subscribed"),
    voice("subscribed", "units"),
    voice("consumed", "holders"),
    voice("holders", "consumed"),
    {
      key: "level",
      header: t("list.verdict"),
      cell: (row) => <Level level={levelOf(row)} />,
      width: "132px",
      card: "aside",
    },
    { key: "findings", header: t("why"), cell: shortly, title: words, width: "30%", lines: "all", card: "secondary" },
  ];
}

/** The most urgent of what explains the figures. */
const levelOf = ({ findings }: SeatRow) =>
  levels.find((level) => findings.some((finding) => finding.level === level)) ?? "good";

/** In amber and bold where its neighbour says something else. */
function Voice({ value, isOther }: { value: number | null; isOther: boolean }) {
  if (value === null) return <span className="text-muted">–</span>;
  return (
    <span className={isOther ? "font-semibold text-amber" : undefined}>
      <NumberText value={value} />
    </span>
  );
}
