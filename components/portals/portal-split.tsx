import clsx from "clsx";
import { BookOpen, ChevronLeft, Cloud, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { NoResult } from "@/components/data-grid/no-result";
import { SearchBox } from "@/components/data-grid/search-box";
import { ButtonLink } from "@/components/ui/button";
import { CommandBar } from "@/components/ui/command-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { MessageBar } from "@/components/ui/message-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import { portalAttention } from "@/lib/portals/narrow";
import type { PortalListItem } from "@/lib/portals/queries";
import { PortalNav } from "./portal-nav";

/** Fewer portals are seen at one glance. */
const SEARCHED_FROM = 8;

type Props = {
  list: { path: string; state: ListState };
  /** of all portals, whatever the list is narrowed to */
  total: number;
  portals: readonly PortalListItem[];
  currentId: string | undefined;
  /** the URL names a portal: on a narrow screen it takes the place of the list */
  isChosen: boolean;
  isMissing: boolean;
  /** for the portal that is shown */
  commands: ReactNode;
  children: ReactNode;
};

/** Commands and portals at the left, the details of one at the right. */
export function PortalSplit({ list, total, portals, currentId, isChosen, isMissing, commands, children }: Props) {
  const t = useTranslations();
  const { path, state } = list;
  const filters = [
    {
      name: "attention",
      label: t("portals.attention.label"),
      options: portalAttention.map((value) => ({ value, label: t(`portals.attention.${value}`) })),
    },
  ];
  return (
    <Page>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.settings") }, { label: t("portals.title") }]}
        title={t("portals.title")}
        count={total}
        description={t("portals.description")}
      />
      {isMissing && <MessageBar tone="warning">{t("portals.notFound")}</MessageBar>}
      {total === 0 ? (
        <div className="rounded border border-line bg-surface">
          <EmptyState
            icon={<Cloud />}
            title={t("portals.empty.title")}
            action={
              <div className="flex flex-wrap justify-center gap-2">
                <ButtonLink appearance="primary" href={`${path}/new`} icon={<Plus aria-hidden />}>
                  {t("portals.empty.action")}
                </ButtonLink>
                <ButtonLink href="/help/entra">{t("portals.empty.guide")}</ButtonLink>
              </div>
            }
          >
            {t("portals.empty.text")}
          </EmptyState>
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <CommandBar
            end={
              <ButtonLink
                href={`${path}/catalogue`}
                appearance="subtle"
                icon={<BookOpen aria-hidden />}
                className={isChosen ? "max-md:hidden" : undefined}
              >
                {t("portals.catalogue")}
              </ButtonLink>
            }
          >
            <ButtonLink
              appearance="primary"
              href={`${path}/new`}
              icon={<Plus aria-hidden />}
              className={isChosen ? "max-md:hidden" : undefined}
            >
              {t("portals.add")}
            </ButtonLink>
            <div className={clsx(!isChosen && "max-md:hidden")}>
              <CommandBar isFolded>{commands}</CommandBar>
            </div>
          </CommandBar>
          <div className="flex flex-col gap-4 md:flex-row md:items-start">
            <div className={clsx("flex flex-col gap-3 md:w-72 md:shrink-0", isChosen && "max-md:hidden")}>
              {(total > SEARCHED_FROM || isNarrowed(state)) && (
                <div className="flex flex-wrap gap-2">
                  <FilterMenus list={list} filters={filters} />
                  <SearchBox label={t("portals.search")} />
                </div>
              )}
              <FilterChips list={list} filters={filters} />
              {portals.length === 0 ? (
                <NoResult list={list} />
              ) : (
                <PortalNav
                  portals={portals}
                  currentId={currentId}
                  hrefOf={(id) => listHref(path, state, { params: { portal: id } })}
                />
              )}
            </div>
            <div className={clsx("flex min-w-0 flex-1 flex-col gap-3", !isChosen && "max-md:hidden")}>
              <div className="md:hidden">
                <ButtonLink href={listHref(path, state)} appearance="subtle" icon={<ChevronLeft aria-hidden />}>
                  {t("portals.back")}
                </ButtonLink>
              </div>
              {children}
            </div>
          </div>
        </div>
      )}
    </Page>
  );
}
