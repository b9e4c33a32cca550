import { getTranslations } from "next-intl/server";
import { AccountDrawer } from "@/components/accounts/account-drawer";
import { AccountGrid } from "@/components/accounts/account-grid";
import { AddAccount } from "@/components/accounts/add-account";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { SearchBox } from "@/components/data-grid/search-box";
import { ClientMessages } from "@/components/shell/client-messages";
import { CommandBar } from "@/components/ui/command-bar";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { accountSortKeys, listAccounts } from "@/lib/accounts/queries";
import { requireAccount } from "@/lib/auth/session";
import { AccountRole } from "@/lib/db/generated/enums";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { changeRole, createAccount, setEnabled, setPassword } from "./actions";

const path = "/system/users";
const roles = Object.values(AccountRole);
const statuses = ["enabled", "disabled"] as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("accounts"))("title") };
}

export default async function UsersPage({ searchParams }: Props) {
  const me = await requireAccount("administrator");
  const t = await getTranslations();
  const params = await searchParams;
  const state = parseListState(params, {
    sortable: accountSortKeys,
    defaultSort: { sort: "name" },
    filters: { role: roles, status: statuses },
  });
  const rows = await listAccounts(state, new Date());
  const position = rows.findIndex((row) => row.id === params.account);
  const open = rows[position];
  const hrefOf = (row: { id: string } | undefined) =>
    row ? listHref(path, state, { params: { account: row.id } }) : null;
  const list = { path, state };
  const filters = [
    {
      name: "role",
      label: t("accounts.fields.role"),
      options: roles.map((role) => ({ value: role, label: t(`accounts.roles.${role}`) })),
    },
    {
      name: "status",
      label: t("common.status"),
      options: statuses.map((status) => ({ value: status, label: t(`accounts.status.${status}`) })),
    },
  ];
  return (
    <ClientMessages namespaces={["accounts"]}>
      <Page isFilled>
        <PageHeader
          breadcrumb={[{ label: t("shell.navigation.settings") }, { label: t("accounts.title") }]}
          title={t("accounts.title")}
          count={rows.length}
          description={t("accounts.description")}
        />
        <CommandBar
          isFolded
          end={
            <>
              <FilterMenus list={list} filters={filters} />
              <SearchBox />
            </>
          }
        >
          <AddAccount createAccount={createAccount} />
        </CommandBar>
        <FilterChips list={list} filters={filters} />
        <AccountGrid list={list} rows={rows} openId={open?.id} />
      </Page>
      {open && (
        <AccountDrawer
          account={open}
          isOwn={open.id === me.id}
          closeHref={listHref(path, state)}
          previousHref={hrefOf(rows[position - 1])}
          nextHref={hrefOf(rows[position + 1])}
          actions={{ changeRole, setEnabled, setPassword }}
        />
      )}
      {params.account !== undefined && !open && <MissingDrawer closeHref={listHref(path, state)} />}
    </ClientMessages>
  );
}
