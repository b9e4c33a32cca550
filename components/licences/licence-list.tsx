import { useTranslations } from "next-intl";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { CommandBar } from "@/components/ui/command-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { LicenceRow } from "@/lib/licences/queries";
import type { Page as ListPage, ListState } from "@/lib/paging/list-state";
import { LicenceGrid } from "./licence-grid";

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<LicenceRow>;
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
  openId: number | undefined;
};

const states = ["Enabled", "Warning", "Suspended", "LockedOut", "Deleted", "cannot_be_synchronised"] as const;
const targets = ["User", "Company"] as const;

export function LicenceList({ list, page, portals, openId }: Props) {
  const t = useTranslations();
  const filters = [
    {
      name: "portal",
      label: t("licences.filters.portal"),
      options: portals.map(({ id, name, isDeleted }) => ({
        value: id,
        label: isDeleted ? t("licences.deletedPortal", { name }) : name,
      })),
    },
    {
      name: "state",
      label: t("licences.filters.state"),
      options: states.map((state) => ({ value: state, label: t(`licences.states.${state}`) })),
    },
    {
      name: "appliesTo",
      label: t("licences.filters.appliesTo"),
      options: targets.map((target) => ({ value: target, label: t(`licences.appliesTo.${target}`) })),
    },
  ];
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.licenceManagement") }, { label: t("licences.title") }]}
        title={t("licences.title")}
        count={page.total}
        description={t("licences.description")}
      />
      <CommandBar
        end={
          <>
            <FilterMenus list={list} filters={filters} />
            <SearchBox placeholder={t("licences.search")} />
          </>
        }
      />
      <FilterChips list={list} filters={filters} />
      <LicenceGrid list={list} rows={page.rows} openId={openId} />
      <Pager list={list} page={page} />
    </Page>
  );
}
