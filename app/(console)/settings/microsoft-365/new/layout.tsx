import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { WizardProvider } from "@/components/portals/wizard/wizard-provider";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { discardCredential } from "../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("portals.new"))("title") };
}

/** Around the wizard's steps: what they share lives as long as people go back and forth between them. */
export default async function AddPortalLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations();
  return (
    <ClientMessages namespaces={["portals", "exclusions", "connectionTest"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.settings") },
            { label: t("portals.title"), href: "/settings/microsoft-365" },
            { label: t("portals.new.title") },
          ]}
          title={t("portals.new.title")}
        />
        <WizardProvider discardCredential={discardCredential}>{children}</WizardProvider>
      </Page>
    </ClientMessages>
  );
}
