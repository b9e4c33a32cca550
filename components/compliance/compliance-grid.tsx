import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { NoResult } from "@/components/data-grid/no-result";
import { ListedProductStatus } from "@/components/products/product-status";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText, UsedShare } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import { UsageBar } from "@/components/ui/usage-bar";
import type { ComplianceListRow } from "@/lib/compliance/queries";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import { type Folder, pathOf } from "@/lib/products/tree";
import { TrendPlot } from "./trend-plot";

type Props = {
  list: { path: string; state: ListState };
  rows: readonly ComplianceListRow[];
  folders: readonly Folder[];
  openId: number | undefined;
};

export function ComplianceGrid({ list, rows, folders, openId }: Props) {
  const t = useTranslations("compliance");
  return (
    <DataGrid
      label={t("title")}
      list={list}
      columns={useColumns(folders)}
      rows={rows}
      getRowKey={(row) => row.id}
      getRowHref={(row) => listHref(list.path, list.state, { params: { product: row.id } })}
      isRowCurrent={(row) => row.id === openId}
      empty={isNarrowed(list.state) ? <NoResult list={list} /> : <Empty hasProducts={folders.some(hasProducts)} />}
    />
  );
}

const hasProducts = ({ productCount }: Folder) => productCount > 0;

function Empty({ hasProducts: isUncalculated }: { hasProducts: boolean }) {
  const t = useTranslations("compliance.empty");
  return (
    <EmptyState
      icon={<Scale />}
      title={t("title")}
      action={!isUncalculated && <ButtonLink href="/settings/microsoft-365">{t("action")}</ButtonLink>}
    >
      {t(isUncalculated ? "calculate" : "text")}
    </EmptyState>
  );
}

function useColumns(folders: readonly Folder[]): Column<ComplianceListRow>[] {
  const t = useTranslations("compliance");
  const folderOf = ({ folderId }: ComplianceListRow) =>
    pathOf(folders, folderId)
      .map(({ name }) => name)
      .join(" / ");
  // Where the import put it, the folder only repeats the portal.
  const isMoved = (row: ComplianceListRow) => folders.find(({ id }) => id === row.folderId)?.name !== row.portalName;
  const expiring = ({ unitsWarning: warning, unitsSuspended: suspended }: ComplianceListRow) => {
    if (warning > 0 && suspended > 0) return t("expiringAndSuspended", { warning, suspended });
    if (warning > 0) return t("expiring", { count: warning });
    return suspended > 0 ? t("suspended", { count: suspended }) : "";
  };
  const number = (key: "available" | "consumption", width: string): Column<ComplianceListRow> => ({
    key,
    header: t(`columns.${key}`),
    cell: (row) => <NumberText value={row[key]} />,
    align: "end",
    width,
    card: "none",
    isSortable: true,
  });
  const onRequest = (key: "free" | "unitsWarning" | "unitsSuspended"): Column<ComplianceListRow> => ({
    key,
    header: t(`columns.${key}`),
    cell: (row) => <NumberText value={key === "free" ? Math.max(0, row.balance) : row[key]} />,
    align: "end",
    width: "112px",
    card: "none",
    isOnRequest: true,
  });
  return [
    {
      key: "name",
      header: t("columns.name"),
      cell: (row) => (
        <>
          {row.name}{" "}
          {row.kind !== "seats" && (
            <span className="ms-1 inline-block rounded-xs border border-line px-1 text-xs leading-3.5 font-normal text-muted">
              {t(`kind.${row.kind}`)}
            </span>
          )}{" "}
          {isMoved(row) && <span className="ms-1 text-xs font-normal text-muted">{folderOf(row)}</span>}
        </>
      ),
      title: (row) => `${row.name}\n${folderOf(row)}`,
      lines: 2,
      isSortable: true,
    },
    {
      key: "status",
      header: t("columns.status"),
      cell: (row) => <ListedProductStatus product={{ ...row, unsyncReason: row.reason }} />,
      width: "216px",
      isSortable: true,
    },
    number("available", "98px"),
    number("consumption", "102px"),
    {
      key: "balance",
      header: t("columns.balance"),
      cell: (row) => (
        <span className={row.balance < 0 && row.status !== "concurrent_use" ? "font-semibold text-red" : undefined}>
          <NumberText value={row.balance} options={{ signDisplay: "exceptZero" }} />
        </span>
      ),
      align: "end",
      width: "86px",
      card: "aside",
      isLabelledInCard: true,
      isSortable: true,
    },
    {
      key: "usage",
      header: t("columns.usage"),
      cell: (row) => (
        <span className="flex flex-col">
          <span className="flex min-h-4 items-center gap-2">
            <UsageBar
              held={row.consumption}
              total={row.available}
              warning={row.unitsWarning}
              areNumbersHidden
              isUnlimited={row.status === "concurrent_use"}
            />
            <span className="text-xs text-muted">
              <UsedShare used={row.consumption} total={row.available} />
            </span>
          </span>
          <span className="truncate text-xs leading-3.5 text-muted">{expiring(row)}</span>
        </span>
      ),
      title: expiring,
      width: "176px",
      from: "md",
      card: "none",
      isSortable: true,
    },
    ...(["free", "unitsWarning", "unitsSuspended"] as const).map(onRequest),
    {
      key: "trend",
      header: t("columns.trend"),
      cell: (row) => <TrendPlot trend={row.trend} />,
      width: "148px",
      from: "wide",
      card: "none",
    },
    {
      key: "asOf",
      header: t("columns.asOf"),
      cell: (row) => <RelativeTime value={row.asOf} />,
      width: "132px",
      // The age of the whole stands above; where there is room, that of each product's own data too.
      from: "xl",
      card: "none",
    },
  ];
}
