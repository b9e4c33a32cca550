import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataGrid } from "@/components/data-grid/data-grid";
import { NumberText } from "@/components/ui/number";
import type { Channel } from "@/lib/licences/queries-form";
import { useChannelName } from "../use-channel-name";
import { AddChannelButton, type ChannelActions, ChannelCommands } from "./channel-commands";

type Props = { channels: readonly (Channel & { licences: number })[]; actions: ChannelActions };

/** The shipped channels, and those of one's own with what can be done with them. */
export function ChannelList({ channels, actions }: Props) {
  const t = useTranslations("licences.channelList");
  const common = useTranslations("common");
  const nameOf = useChannelName();
  const { addChannel, ...others } = actions;
  return (
    <>
      <AddChannelButton addChannel={addChannel} />
      <DataGrid
        label={t("title")}
        rows={channels}
        getRowKey={(row) => row.id}
        columns={[
          { key: "name", header: t("name"), cell: nameOf, title: nameOf },
          {
            key: "licences",
            header: t("licences"),
            cell: (row) => (
              <Link className="link" href={`/licence-management/licences?channel=${row.id}`}>
                <NumberText value={row.licences} />
              </Link>
            ),
            align: "end",
            width: "96px",
          },
          {
            key: "commands",
            header: common("actions"),
            cell: (row) =>
              row.isBuiltIn ? (
                <span className="text-muted">{t("shipped")}</span>
              ) : (
                <ChannelCommands channel={row} {...others} />
              ),
            width: "240px",
          },
        ]}
      />
    </>
  );
}
