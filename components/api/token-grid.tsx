import { KeySquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenView } from "@/lib/api/queries";
import { type ListState, listHref } from "@/lib/paging/list-state";
import { TokenStatus } from "./token-status";

type Props = {
  list: { path: string; state: ListState };
  rows: readonly TokenView[];
  openId: string | undefined;
  /** not where all are one's own */
  showsOwner: boolean;
};

export function TokenGrid({ list, rows, openId, showsOwner }: Props) {
  const t = useTranslations("apiTokens");
  const common = useTranslations("common");
  const owner: Column<TokenView> = {
    key: "owner",
    header: t("fields.owner"),
    cell: (row) => row.owner?.displayName ?? t("kinds.service"),
    width: "200px",
    card: "secondary",
  };
  const columns: Column<TokenView>[] = [
    { key: "name", header: t("fields.name"), cell: (row) => row.name },
    ...(showsOwner ? [owner] : []),
    {
      key: "prefix",
      header: t("fields.prefix"),
      cell: (row) => <code className="font-mono text-sm">{row.prefix}…</code>,
      width: "140px",
      from: "lg",
      card: "none",
    },
    {
      key: "status",
      header: common("status"),
      cell: (row) => <TokenStatus state={row.state} />,
      width: "150px",
      card: "aside",
    },
    {
      key: "expiresAt",
      header: t("fields.expiry"),
      cell: (row) => (row.expiresAt ? <RelativeTime value={row.expiresAt} /> : common("never")),
      width: "140px",
      from: "md",
      card: "none",
    },
    {
      key: "lastUsed",
      header: t("fields.lastUsed"),
      cell: (row) => (row.lastUsedAt ? <RelativeTime value={row.lastUsedAt} /> : common("never")),
      width: "140px",
      from: "md",
      card: "none",
    },
  ];
  return (
    <DataGrid
      label={t("title")}
      columns={columns}
      rows={rows}
      getRowKey={(row) => row.id}
      getRowHref={(row) => listHref(list.path, list.state, { params: { token: row.id } })}
      isRowCurrent={(row) => row.id === openId}
      empty={
        <EmptyState icon={<KeySquare aria-hidden />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      }
    />
  );
}
