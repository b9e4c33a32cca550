import { getTranslations } from "next-intl/server";
import { LicenceForm } from "@/components/licences/form/licence-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { readLicenceChoices } from "@/lib/licences/queries-form";
import { readId } from "@/lib/portals/read-id";
import { addChannel, createLicence } from "../actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("licences.form"))("newTitle") };
}

export default async function NewLicencePage({ searchParams }: Props) {
  await requireAccount("administrator");
  const [t, choices, { product }] = await Promise.all([getTranslations(), readLicenceChoices(null), searchParams]);
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
        <LicenceForm
          licence={null}
          choices={choices}
          productId={readId(product) ?? null}
          save={createLicence}
          addChannel={addChannel}
        />
      </Page>
    </ClientMessages>
  );
}
