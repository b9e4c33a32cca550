import { getTranslations } from "next-intl/server";
import { ImportLicences } from "@/components/licences/import/import-licences";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { importLicences, previewLicences } from "./actions";

export async function generateMetadata() {
  return { title: (await getTranslations("licences.import"))("title") };
}

export default async function ImportLicencesPage() {
  await requireAccount("administrator");
  const t = await getTranslations();
  return (
    <ClientMessages namespaces={["licences"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.licenceManagement") },
            { label: t("licences.title"), href: "/licence-management/licences" },
            { label: t("licences.import.title") },
          ]}
          title={t("licences.import.title")}
          description={t("licences.import.text")}
        />
        <ImportLicences previewLicences={previewLicences} importLicences={importLicences} />
      </Page>
    </ClientMessages>
  );
}
