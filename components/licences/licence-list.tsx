import { Eraser, FileUp, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
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
import { UnsyncReason } from "@/lib/db/generated/enums";
import type { LicenceRow } from "@/lib/licences/queries";
import { searchOf } from "@/lib/paging/chosen";
import type { Page as ListPage, ListState } from "@/lib/paging/list-state";
import { DeleteSelected } from "./delete-buttons";
import type { DeleteActions } from "./delete-licences";
import { LicenceGrid } from "./licence-grid";
import { useChannelName } from "./use-channel-name";

type Props = {
  list: { path: string; state: ListState };
  page: ListPage<LicenceRow>;
  portals: readonly { id: string; name: string; isDeleted: boolean }[];
  channels: readonly { id: number; name: string; isBuiltIn: boolean }[];
  /** what the figures do not know yet */
  hint: ReactNode;
  openId: number | undefined;
  /** null: the person may only read */
  deletion: DeleteActions | null;
};

const states = ["Enabled", "Warning", "Suspended", "LockedOut", "Deleted", "cannot_be_synchronised"] as const;
const origins = ["portal", "manual"] as const;
const metrics = ["user_cal", "device_cal", "installation"] as const;
const expiries = ["expired", "expiring", "unlimited"] as const;
const targets = ["User", "Company"] as const;

export function LicenceList({ list, page, portals, channels, hint, openId, deletion }: Props) {
  const t = useTranslations();
  const channelName = useChannelName();
  const filters = [
    {
      name: "origin",
      label: t("licences.filters.origin"),
      options: origins.map((origin) => ({ value: origin, label: t(`licences.origins.${origin}`) })),
    },
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
      name: "reason",
      label: t("compliance.filters.reason"),
      options: Object.values(UnsyncReason).map((reason) => ({
        value: reason,
        label: t(`compliance.reason.${reason}.name`),
      })),
    },
    {
      name: "metric",
      label: t("licences.filters.metric"),
      options: metrics.map((metric) => ({ value: metric, label: t(`licences.metrics.${metric}`) })),
    },
    {
      name: "channel",
      label: t("licences.filters.channel"),
      options: channels.map((channel) => ({ value: String(channel.id), label: channelName(channel) })),
    },
    {
      name: "expiry",
      label: t("licences.filters.expiry"),
      options: expiries.map((expiry) => ({ value: expiry, label: t(`licences.expiries.${expiry}`) })),
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
      <SelectionProvider
        ids={page.rows.map(({ id }) => id)}
        matching={{ search: searchOf(list.state), total: page.total, isCapped: page.isTotalCapped === true }}
      >
        <CommandBar
          isFolded
          end={
            <>
              <FilterMenus list={list} filters={filters} />
              <SearchBox placeholder={t("licences.search")} />
              <ListControls list={list} exportName="licences" peopleName="assignments" />
            </>
          }
        >
          {deletion && (
            <>
              <ButtonLink href={`${list.path}/new`} appearance="primary" icon={<Plus aria-hidden />}>
                {t("licences.add")}
              </ButtonLink>
              <ButtonLink href={`${list.path}/import`} icon={<FileUp aria-hidden />}>
                {t("licences.import.open")}
              </ButtonLink>
              <ButtonLink href={`${list.path}/clean-up`} icon={<Eraser aria-hidden />}>
                {t("licences.cleanUp.open")}
              </ButtonLink>
              <ButtonLink href={`${list.path}/channels`} appearance="subtle">
                {t("licences.channelList.open")}
              </ButtonLink>
              <DeleteSelected actions={deletion} />
            </>
          )}
          <ButtonLink href={`${list.path}/seats`} appearance="subtle">
            {t("reconciliation.list.open")}
          </ButtonLink>
        </CommandBar>
        {hint}
        <FilterChips list={list} filters={filters} />
        <SelectMatching />
        <LicenceGrid list={list} rows={page.rows} openId={openId} canWrite={deletion !== null} />
      </SelectionProvider>
      <Pager list={list} page={page} />
    </Page>
  );
}
