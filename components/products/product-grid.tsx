import { FolderOpen, Package } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { NoResult } from "@/components/data-grid/no-result";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import type { ProductRow } from "@/lib/products/queries";
import { type Folder, pathOf } from "@/lib/products/tree";
import { ListedProductStatus } from "./product-status";
import { RowDragArea, SelectPage, SelectRow } from "./row-select";

type Props = {
  list: { path: string; state: ListState };
  rows: readonly ProductRow[];
  folders: readonly Folder[];
  openId: number | undefined;
  /** rows can be selected and dragged */
  canWrite: boolean;
};

export function ProductGrid({ canWrite, ...props }: Props) {
  if (!canWrite || props.rows.length === 0) return <Grid {...props} />;
  const select = { header: <SelectPage />, row: ({ id, name }: ProductRow) => <SelectRow product={{ id, name }} /> };
  return (
    <RowDragArea>
      <Grid {...props} renderSelection={select} />
    </RowDragArea>
  );
}

type GridProps = Omit<Props, "canWrite"> & {
  renderSelection?: { header: ReactNode; row: (row: ProductRow) => ReactNode };
};

function Grid({ list, rows, folders, openId, renderSelection }: GridProps) {
  const t = useTranslations("products");
  return (
    <DataGrid
      label={t("title")}
      list={list}
      columns={useColumns(folders)}
      rows={rows}
      getRowKey={(row) => row.id}
      getRowHref={(row) => listHref(list.path, list.state, { params: { product: row.id } })}
      isRowCurrent={(row) => row.id === openId}
      renderSelection={renderSelection}
      empty={<Empty list={list} />}
    />
  );
}

function Empty({ list }: Pick<Props, "list">) {
  const t = useTranslations("products");
  const { q, filters } = list.state;
  if (!isNarrowed(list.state)) {
    return (
      <EmptyState
        icon={<Package />}
        title={t("empty.title")}
        action={<ButtonLink href="/settings/microsoft-365">{t("empty.action")}</ButtonLink>}
      >
        {t("empty.text")}
      </EmptyState>
    );
  }
  const isFolderAlone = q === "" && Object.keys(filters).every((name) => name === "folder");
  if (!isFolderAlone) return <NoResult list={list} />;
  return (
    <EmptyState icon={<FolderOpen />} title={t("emptyFolder.title")}>
      {t("emptyFolder.text")}
    </EmptyState>
  );
}

function useColumns(folders: readonly Folder[]): Column<ProductRow>[] {
  const t = useTranslations("products");
  const names = new Map<number, string>();
  const pathNames = (id: number) => {
    const known =
      names.get(id) ??
      pathOf(folders, id)
        .map(({ name }) => name)
        .join(" / ");
    names.set(id, known);
    return known;
  };
  return [
    {
      key: "name",
      header: t("columns.name"),
      cell: (row) => row.name,
      title: (row) => row.name,
      isSortable: true,
      lines: 2,
    },
    {
      key: "status",
      header: t("columns.status"),
      cell: (row) => <ListedProductStatus product={row} />,
      width: "224px",
      card: "aside",
      isSortable: true,
    },
    {
      key: "folder",
      header: t("columns.folder"),
      cell: (row) => pathNames(row.folderId),
      title: (row) => pathNames(row.folderId),
      width: "192px",
      from: "lg",
      card: "none",
    },
    {
      key: "portal",
      header: t("columns.portal"),
      cell: (row) => row.portalName ?? "–",
      title: (row) => row.portalName ?? undefined,
      width: "128px",
      from: "md",
      isSortable: true,
      card: "none",
    },
    {
      key: "metric",
      header: t("columns.metric"),
      cell: (row) => t(`metric.${row.metric}`),
      width: "104px",
      from: "lg",
      card: "none",
    },
    {
      key: "consumer",
      header: t("columns.consumer"),
      cell: (row) =>
        row.origin === "portal"
          ? t("consumer.portal")
          : t("consumer.manual", { count: row.consumerCount, metric: row.metric }),
      title: (row) => t(`consumerTexts.${row.origin}`),
      width: "120px",
      from: "md",
      card: "secondary",
    },
  ];
}
