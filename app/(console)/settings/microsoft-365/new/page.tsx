import { getTranslations } from "next-intl/server";
import { PortalForm } from "@/components/portals/portal-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { createPortal } from "../actions";

const path = "/settings/microsoft-365";

export async function generateMetadata() {
  return { title: (await getTranslations("portals.new"))("title") };
}

export default async function NewPortalPage() {
  await requireAccount("administrator");
  const t = await getTranslations();
  return (
    <ClientMessages namespaces={["portals"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.settings") },
            { label: t("portals.title"), href: path },
            { label: t("portals.new.title") },
          ]}
          title={t("portals.new.title")}
        />
        <PortalForm path={path} createPortal={createPortal} />
      </Page>
    </ClientMessages>
  );
}
