import { BookOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { NoResult } from "@/components/data-grid/no-result";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MiddleCut } from "@/components/ui/middle-cut";
import { NumberText } from "@/components/ui/number";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import type { CatalogueRow } from "@/lib/portals/queries-catalogue";
import { SkuBadges } from "./sku-badges";

type Props = { list: { path: string; state: ListState }; rows: readonly CatalogueRow[]; openId: string | undefined };

export function CatalogueGrid({ list, rows, openId }: Props) {
  const t = useTranslations("catalogue");
  return (
    <DataGrid
      label={t("title")}
      list={list}
      columns={useColumns()}
      rows={rows}
      getRowKey={(row) => row.skuId}
      getRowHref={(row) => listHref(list.path, list.state, { params: { sku: row.skuId } })}
      isRowCurrent={(row) => row.skuId === openId}
      empty={
        isNarrowed(list.state) ? (
          <NoResult list={list} />
        ) : (
          <EmptyState
            icon={<BookOpen />}
            title={t("empty.title")}
            action={<ButtonLink href="/system/server-tasks">{t("empty.action")}</ButtonLink>}
          >
            {t("empty.text")}
          </EmptyState>
        )
      }
    />
  );
}

function useColumns(): Column<CatalogueRow>[] {
  const t = useTranslations("catalogue");
  const dash = <span className="text-muted">–</span>;
  return [
    {
      key: "name",
      header: t("columns.name"),
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate">{row.name}</span>
          <SkuBadges sku={row} />
        </span>
      ),
      title: (row) => (row.ownTitle && row.title ? `${row.name} (${row.title})` : row.name),
      isSortable: true,
    },
    {
      key: "ownTitle",
      header: t("columns.ownTitle"),
      cell: (row) => row.ownTitle ?? dash,
      title: (row) => row.ownTitle ?? undefined,
      width: "120px",
      from: "lg",
      card: "none",
    },
    {
      key: "partNumber",
      header: t("columns.partNumber"),
      cell: (row) => (row.partNumber ? <MiddleCut value={row.partNumber} /> : dash),
      title: (row) => row.partNumber ?? undefined,
      width: "240px",
      isSortable: true,
    },
    {
      key: "skuId",
      header: t("columns.skuId"),
      cell: (row) => <MiddleCut value={row.skuId} className="text-xs" />,
      title: (row) => row.skuId,
      width: "150px",
      from: "lg",
      card: "none",
    },
    {
      key: "source",
      header: t("columns.source"),
      cell: (row) => t(`sources.${row.source}`),
      title: (row) => t(`sourceTexts.${row.source}`),
      width: "100px",
      from: "md",
      card: "none",
    },
    {
      key: "portals",
      header: t("columns.portals"),
      title: () => t("columnHelp.portals"),
      cell: (row) => (row.portals > 0 ? <NumberText value={row.portals} /> : dash),
      align: "end",
      width: "96px",
      card: "aside",
      isLabelledInCard: true,
      isSortable: true,
    },
  ];
}
