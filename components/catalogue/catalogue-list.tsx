import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { ButtonLink } from "@/components/ui/button";
import { CommandBar } from "@/components/ui/command-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Page as ListPage, ListState } from "@/lib/paging/list-state";
import type { CatalogueRow, CatalogueSummary } from "@/lib/portals/queries-catalogue";
import { CatalogueGrid } from "./catalogue-grid";
import { CatalogueHints } from "./catalogue-hints";
import { Attribution, ListAge } from "./list-origin";

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<CatalogueRow>;
  summary: CatalogueSummary;
  openId: string | undefined;
  /** the button that uploads a list */
  upload: ReactNode;
};

const namings = ["unnamed", "own"] as const;
const subscriptions = ["yes", "no"] as const;

export function CatalogueList({ list, page, summary, openId, upload }: Props) {
  const t = useTranslations();
  const filters = [
    {
      name: "naming",
      label: t("catalogue.filters.naming"),
      options: namings.map((value) => ({
        value,
        label: t(`catalogue.filters.namings.${value}`),
        ...(value === "unnamed" ? { count: summary.unnamed } : {}),
      })),
    },
    {
      name: "subscribed",
      label: t("catalogue.filters.subscribed"),
      options: subscriptions.map((value) => ({ value, label: t(`catalogue.filters.subscriptions.${value}`) })),
    },
  ];
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[
          { label: t("shell.navigation.settings") },
          { label: t("portals.title"), href: "/settings/microsoft-365" },
          { label: t("catalogue.title") },
        ]}
        title={t("catalogue.title")}
        count={page.total}
        age={<ListAge summary={summary} />}
        description={t("catalogue.description")}
      />
      <CatalogueHints list={list} summary={summary} />
      <CommandBar
        isFolded
        end={
          <>
            <FilterMenus list={list} filters={filters} />
            <SearchBox placeholder={t("catalogue.search")} label={t("catalogue.search")} />
          </>
        }
      >
        {upload}
        <ButtonLink appearance="subtle" icon={<Clock aria-hidden />} href="/system/server-tasks">
          {t("catalogue.origin.task")}
        </ButtonLink>
      </CommandBar>
      <FilterChips list={list} filters={filters} />
      <CatalogueGrid list={list} rows={page.rows} openId={openId} />
      <Pager list={list} page={page} />
      <Attribution />
    </Page>
  );
}
