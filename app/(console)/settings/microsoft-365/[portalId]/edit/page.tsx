import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { EditForm } from "@/components/portals/edit/edit-form";
import { readEditTab } from "@/components/portals/edit/edit-tabs";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { findPortal } from "@/lib/portals/queries";
import { readExclusionChoices } from "@/lib/portals/queries-exclusions";
import { utcDay } from "@/lib/portals/utc-day";
import {
  checkGeneralStep,
  discardCredential,
  generateCertificate,
  stageCertificate,
  stageSecret,
  updatePortal,
} from "../../actions";

type Props = {
  params: Promise<{ portalId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata() {
  return { title: (await getTranslations("portals.edit"))("title") };
}

export default async function EditPortalPage({ params, searchParams }: Props) {
  await requireAccount("administrator");
  const id = z.guid().safeParse((await params).portalId);
  const now = new Date();
  const portal = id.success ? await findPortal(id.data, now) : null;
  if (!portal) notFound();
  const [t, choices, { tab }] = await Promise.all([getTranslations(), readExclusionChoices(portal.id), searchParams]);
  return (
    <ClientMessages namespaces={["portals", "exclusions", "connectionTest"]}>
      <Page>
        <PageHeader
          breadcrumb={[
            { label: t("shell.navigation.settings") },
            { label: t("portals.title"), href: "/settings/microsoft-365" },
            { label: portal.name, href: `/settings/microsoft-365?portal=${portal.id}` },
            { label: t("portals.edit.title") },
          ]}
          title={t("portals.edit.titleOf", { name: portal.name })}
        />
        <EditForm
          portal={portal}
          tab={readEditTab(tab)}
          choices={choices}
          today={utcDay(now)}
          checkGeneralStep={checkGeneralStep}
          updatePortal={updatePortal}
          actions={{ stageSecret, stageCertificate, generateCertificate, discardCredential }}
        />
      </Page>
    </ClientMessages>
  );
}
