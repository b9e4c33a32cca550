import { getTranslations } from "next-intl/server";
import { OrphanList } from "@/components/licences/clean-up/orphan-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { listOrphans } from "@/lib/licences/queries-form";
import { uuidsOf } from "@/lib/portals/keyset";
import { deleteOrphans } from "../actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("licences.cleanUp"))("title") };
}

export default async function CleanUpPage({ searchParams }: Props) {
  await requireAccount("administrator");
  const [t, orphans, { portal }] = await Promise.all([getTranslations(), listOrphans(), searchParams]);
  const [portalId = null] = uuidsOf([portal ?? ""].flat());
  return (
    <ClientMessages namespaces={["licences"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.licenceManagement") },
            { label: t("licences.title"), href: "/licence-management/licences" },
            { label: t("licences.cleanUp.title") },
          ]}
          title={t("licences.cleanUp.title")}
          count={orphans.length}
          description={t("licences.cleanUp.text")}
        />
        <OrphanList orphans={orphans} portalId={portalId} deleteOrphans={deleteOrphans} />
      </Page>
    </ClientMessages>
  );
}
