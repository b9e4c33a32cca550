import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LicenceWizard } from "@/components/licences/wizard/licence-wizard";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

export async function generateMetadata() {
  return { title: (await getTranslations("licences.form"))("newTitle") };
}

/** Around the wizard's steps: what they share lives as long as people go back and forth between them. */
export default async function AddLicenceLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations();
  return (
    <ClientMessages namespaces={["licences"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.licenceManagement") },
            { label: t("licences.title"), href: "/licence-management/licences" },
            { label: t("licences.form.newTitle") },
          ]}
          title={t("licences.form.newTitle")}
          description={t("licences.form.newText")}
        />
        <LicenceWizard>{children}</LicenceWizard>
      </Page>
    </ClientMessages>
  );
}
