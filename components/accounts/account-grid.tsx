import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { NoResult } from "@/components/data-grid/no-result";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccountRow } from "@/lib/accounts/queries";
import { type ListState, listHref } from "@/lib/paging/list-state";
import { AccountStatus } from "./account-status";

type Props = { list: { path: string; state: ListState }; rows: readonly AccountRow[]; openId: string | undefined };

export function AccountGrid({ list, rows, openId }: Props) {
  const t = useTranslations("accounts");
  const common = useTranslations("common");
  const columns: Column<AccountRow>[] = [
    { key: "name", header: t("fields.displayName"), cell: (row) => row.displayName, isSortable: true },
    { key: "username", header: t("fields.username"), cell: (row) => row.username, isSortable: true },
    { key: "role", header: t("fields.role"), cell: (row) => t(`roles.${row.role}`), width: "160px", isSortable: true },
    {
      key: "status",
      header: common("status"),
      cell: (row) => <AccountStatus account={row} />,
      width: "160px",
      card: "aside",
    },
    {
      key: "lastSignIn",
      header: t("fields.lastSignIn"),
      cell: (row) => (row.lastSignInAt ? <RelativeTime value={row.lastSignInAt} /> : common("never")),
      width: "160px",
      from: "md",
      isSortable: true,
      card: "none",
    },
  ];
  return (
    <DataGrid
      label={t("title")}
      list={list}
      columns={columns}
      rows={rows}
      getRowKey={(row) => row.id}
      getRowHref={(row) => listHref(list.path, list.state, { params: { account: row.id } })}
      isRowCurrent={(row) => row.id === openId}
      empty={<NoResult list={list} />}
    />
  );
}
