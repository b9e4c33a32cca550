import { getLocale, getTranslations } from "next-intl/server";
import { ImportContacts } from "@/components/contacts/import/import-contacts";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { contactTemplate } from "@/lib/contacts/csv";
import { importContacts, previewImport } from "../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("contacts.import"))("title") };
}

export default async function ImportContactsPage() {
  await requireAccount("administrator");
  const t = await getTranslations();
  const template = contactTemplate((await getLocale()).startsWith("de") ? "de" : "en");
  return (
    <ClientMessages namespaces={["contacts"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.masterData") },
            { label: t("contacts.title"), href: "/master-data/contacts" },
            { label: t("contacts.import.title") },
          ]}
          title={t("contacts.import.title")}
          description={t("contacts.import.description")}
        />
        <ImportContacts actions={{ previewImport, importContacts }} template={template} />
      </Page>
    </ClientMessages>
  );
}
