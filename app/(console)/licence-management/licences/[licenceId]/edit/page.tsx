import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LicenceForm } from "@/components/licences/form/licence-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { findLicenceForm, readLicenceChoices } from "@/lib/licences/queries-form";
import { readId } from "@/lib/portals/read-id";
import { addChannel, updateLicence } from "../../actions";

type Props = { params: Promise<{ licenceId: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("licences.form"))("editTitle") };
}

export default async function EditLicencePage({ params }: Props) {
  await requireAccount("administrator");
  const id = readId((await params).licenceId);
  const licence = id === undefined ? null : await findLicenceForm(id);
  if (!licence) notFound();
  const [t, choices] = await Promise.all([getTranslations(), readLicenceChoices(licence.id)]);
  const path = "/licence-management/licences";
  return (
    <ClientMessages namespaces={["licences"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.licenceManagement") },
            { label: t("licences.title"), href: path },
            { label: licence.name, href: `${path}?licence=${licence.id}` },
            { label: t("licences.form.editTitle") },
          ]}
          title={t("licences.form.titleOf", { name: licence.name })}
        />
        <LicenceForm
          key={licence.id}
          licence={licence}
          choices={choices}
          save={updateLicence}
          addChannel={addChannel}
        />
      </Page>
    </ClientMessages>
  );
}
