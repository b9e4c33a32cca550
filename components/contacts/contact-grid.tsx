import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { NoResult } from "@/components/data-grid/no-result";
import { SelectAll, SelectRow } from "@/components/data-grid/select-boxes";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import type { ContactRow } from "@/lib/contacts/queries";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import { AccountBadge } from "./account-badge";
import { OriginBadge } from "./origin-badge";
import { userTypeKey } from "./user-type";

type Props = {
  list: { path: string; state: ListState };
  rows: readonly ContactRow[];
  openId: number | undefined;
  /** inside a SelectionProvider */
  isSelectable: boolean;
};

export function ContactGrid({ list, rows, openId, isSelectable }: Props) {
  const t = useTranslations("contacts");
  return (
    <DataGrid
      label={t("title")}
      list={list}
      columns={useColumns()}
      rows={rows}
      getRowKey={(row) => row.id}
      getRowHref={(row) => listHref(list.path, list.state, { params: { contact: row.id } })}
      isRowCurrent={(row) => row.id === openId}
      renderSelection={
        isSelectable ? { header: <SelectAll />, row: (row) => <SelectRow id={row.id} name={nameOf(row)} /> } : undefined
      }
      empty={
        isNarrowed(list.state) ? (
          <NoResult list={list} />
        ) : (
          <EmptyState
            icon={<Users />}
            title={t("empty.title")}
            action={<ButtonLink href="/settings/microsoft-365">{t("empty.action")}</ButtonLink>}
          >
            {t("empty.text")}
          </EmptyState>
        )
      }
    />
  );
}

const nameOf = (row: ContactRow) => row.displayName || row.userPrincipalName;

function useColumns(): Column<ContactRow>[] {
  const t = useTranslations("contacts");
  const portalOf = ({ portalName, portalDeletedAt }: ContactRow) =>
    (portalDeletedAt && portalName ? t("deletedPortal", { name: portalName }) : portalName) ?? undefined;
  return [
    {
      key: "name",
      header: t("columns.name"),
      cell: nameOf,
      title: (row) => row.displayName,
      isSortable: true,
    },
    {
      key: "userPrincipalName",
      header: t("columns.userPrincipalName"),
      cell: (row) => row.userPrincipalName || "–",
      title: (row) => row.userPrincipalName,
      isSortable: true,
    },
    {
      key: "mail",
      header: t("columns.mail"),
      cell: (row) => row.mail || "–",
      title: (row) => row.mail,
      // Nearly always the user principal name once more.
      isOnRequest: true,
      from: "lg",
      card: "none",
    },
    {
      key: "department",
      header: t("columns.department"),
      cell: (row) => row.department || "–",
      title: (row) => row.department,
      width: "136px",
      from: "md",
      card: "none",
      isSortable: true,
    },
    {
      key: "account",
      header: t("columns.account"),
      // Who is kept by hand has no account that we know of.
      cell: (row) => (row.origin === "manual" ? "–" : <AccountBadge contact={row} />),
      width: "124px",
      card: "aside",
    },
    {
      key: "origin",
      header: t("columns.origin"),
      cell: (row) => <OriginBadge origin={row.origin} />,
      width: "128px",
      card: "none",
    },
    {
      key: "type",
      header: t("columns.type"),
      cell: (row) => (row.origin === "manual" ? "–" : t(`type.${userTypeKey(row.userType)}`)),
      width: "80px",
      from: "lg",
      card: "none",
    },
    {
      key: "portal",
      header: t("columns.portal"),
      cell: (row) => portalOf(row) ?? "–",
      title: portalOf,
      width: "92px",
      from: "lg",
      card: "none",
    },
    {
      key: "licenceCount",
      header: t("columns.licences"),
      cell: (row) => <NumberText value={row.licenceCount} />,
      align: "end",
      width: "92px",
      card: "none",
      isSortable: true,
    },
  ];
}
