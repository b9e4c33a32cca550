import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { ListControls } from "@/components/data-grid/list-controls";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { SelectMatching } from "@/components/data-grid/select-matching";
import { SelectionProvider } from "@/components/data-grid/selection-provider";
import { ButtonLink } from "@/components/ui/button";
import { CommandBar } from "@/components/ui/command-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { assignmentFilter } from "@/lib/contacts/failed-assignments";
import type { ContactPage } from "@/lib/contacts/queries";
import { searchOf } from "@/lib/paging/chosen";
import type { ListState } from "@/lib/paging/list-state";
import type { ContactActions } from "./actions";
import { ContactGrid } from "./contact-grid";
import { DeleteSelected } from "./delete-selected";
import { AddContact } from "./form/add-contact";

type Props = {
  list: { path: string; state: ListState };
  page: ContactPage;
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
  /** to which the address narrows the list */
  skus: readonly { skuId: string; title: string }[];
  openId: number | undefined;
  /** null: the person may only read */
  actions: ContactActions | null;
};

export function ContactList({ list, page, portals, skus, openId, actions }: Props) {
  const t = useTranslations();
  const filters = useFilters(portals);
  // There are too many to choose from: the screens of a licence lead here.
  const bySku = {
    ...{ name: "sku", label: t("contacts.filters.sku") },
    options: skus.map(({ skuId, title }) => ({ value: skuId, label: title })),
  };
  return (
    <Page isFilled>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.masterData") }, { label: t("contacts.title") }]}
        title={t("contacts.title")}
        count={page.isTotalCapped ? undefined : page.total}
        status={
          page.isTotalCapped && <span className="text-muted">{t("contacts.manyCount", { count: page.total })}</span>
        }
        description={t("contacts.description")}
      />
      <SelectionProvider
        ids={page.rows.map(({ id }) => id)}
        matching={{ search: searchOf(list.state), total: page.total, isCapped: page.isTotalCapped === true }}
      >
        <CommandBar
          isFolded
          end={
            <>
              <FilterMenus list={list} filters={filters} />
              <SearchBox placeholder={t("contacts.search")} />
              <ListControls list={list} exportName="contacts" />
            </>
          }
        >
          {actions && (
            <>
              <AddContact createContact={actions.createContact} />
              <ButtonLink href={`${list.path}/import`} icon={<Upload aria-hidden />}>
                {t("contacts.import.open")}
              </ButtonLink>
              <DeleteSelected actions={actions} />
            </>
          )}
        </CommandBar>
        <FilterChips list={list} filters={[...filters, bySku]} />
        <SelectMatching />
        <ContactGrid list={list} rows={page.rows} openId={openId} isSelectable={actions !== null} />
      </SelectionProvider>
      <Pager list={list} page={page} />
    </Page>
  );
}

function useFilters(portals: Props["portals"]) {
  const t = useTranslations("contacts");
  return [
    {
      name: "origin",
      label: t("filters.origin"),
      options: (["manual", "portal"] as const).map((value) => ({ value, label: t(`origin.${value}`) })),
    },
    {
      name: "portal",
      label: t("filters.portal"),
      options: portals.map(({ id, name, isDeleted }) => ({
        value: id,
        label: isDeleted ? t("deletedPortal", { name }) : name,
      })),
    },
    {
      name: "account",
      label: t("filters.account"),
      options: (["enabled", "disabled", "gone"] as const).map((value) => ({ value, label: t(`account.${value}`) })),
    },
    {
      name: "type",
      label: t("filters.type"),
      options: (["member", "guest"] as const).map((value) => ({ value, label: t(`type.${value}`) })),
    },
    {
      name: "licences",
      label: t("filters.licences"),
      options: (["with", "without"] as const).map((value) => ({ value, label: t(`licenceFilter.${value}`) })),
    },
    {
      name: "assignment",
      label: t("filters.assignment"),
      options: assignmentFilter.map((value) => ({ value, label: t(`assignmentFilter.${value}`) })),
    },
  ];
}
