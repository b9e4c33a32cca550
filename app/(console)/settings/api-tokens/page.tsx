import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AddToken } from "@/components/api/add-token";
import { RevokeToken } from "@/components/api/revoke-token";
import { TokenDrawer } from "@/components/api/token-drawer";
import { TokenGrid } from "@/components/api/token-grid";
import { ClientMessages } from "@/components/shell/client-messages";
import { CommandBar } from "@/components/ui/command-bar";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { listTokens } from "@/lib/api/queries";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { createPersonalToken, createServiceToken, revokeAnyToken, revokeOwnToken } from "./actions";

const path = "/settings/api-tokens";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("apiTokens"))("title") };
}

export default async function ApiTokensPage({ searchParams }: Props) {
  const me = await requireAccount();
  const t = await getTranslations();
  const params = await searchParams;
  const managesAll = can(me, "accounts:write");
  const list = { path, state: parseListState(params, { sortable: ["newest"], defaultSort: { sort: "newest" } }) };
  const rows = await listTokens(managesAll ? null : me.id, new Date());
  const position = rows.findIndex(({ id }) => id === params.token);
  const open = rows[position];
  const hrefOf = (row: { id: string } | undefined) =>
    row ? listHref(path, list.state, { params: { token: row.id } }) : null;
  return (
    <ClientMessages namespaces={["apiTokens"]}>
      <Page isFilled>
        <PageHeader
          breadcrumb={[{ label: t("shell.navigation.settings") }, { label: t("apiTokens.title") }]}
          title={t("apiTokens.title")}
          count={rows.length}
          description={t.rich("apiTokens.description", {
            link: (text) => (
              <Link className="link" href="/help/rest-api">
                {text}
              </Link>
            ),
          })}
        />
        <CommandBar>
          <AddToken kind="personal" role={me.role} create={createPersonalToken} />
          {managesAll && <AddToken kind="service" role={me.role} create={createServiceToken} />}
        </CommandBar>
        <TokenGrid list={list} rows={rows} openId={open?.id} showsOwner={managesAll} />
      </Page>
      {open && (
        <TokenDrawer
          token={open}
          closeHref={listHref(path, list.state)}
          previousHref={hrefOf(rows[position - 1])}
          nextHref={hrefOf(rows[position + 1])}
          actions={
            open.revokedAt === null && (
              <RevokeToken
                key={open.id}
                token={{ id: open.id, name: open.name }}
                revoke={managesAll ? revokeAnyToken : revokeOwnToken}
              />
            )
          }
        />
      )}
      {params.token !== undefined && !open && <MissingDrawer closeHref={listHref(path, list.state)} />}
    </ClientMessages>
  );
}
