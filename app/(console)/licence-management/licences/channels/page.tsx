import { getTranslations } from "next-intl/server";
import { ChannelList } from "@/components/licences/channels/channel-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { listChannels } from "@/lib/licences/queries-form";
import { addChannel, deleteChannel, renameChannel } from "../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("licences.channelList"))("title") };
}

export default async function ChannelsPage() {
  await requireAccount("administrator");
  const [t, channels] = await Promise.all([getTranslations(), listChannels()]);
  return (
    <ClientMessages namespaces={["licences"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.licenceManagement") },
            { label: t("licences.title"), href: "/licence-management/licences" },
            { label: t("licences.channelList.title") },
          ]}
          title={t("licences.channelList.title")}
          count={channels.length}
          description={t("licences.channelList.text")}
        />
        <ChannelList channels={channels} actions={{ addChannel, renameChannel, deleteChannel }} />
      </Page>
    </ClientMessages>
  );
}
