import { getTranslations } from "next-intl/server";
import { OrphanList } from "@/components/licences/clean-up/orphan-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { listLeftPeople } from "@/lib/contacts/left-people";
import { listOrphans } from "@/lib/licences/queries-form";
import { uuidsOf } from "@/lib/portals/keyset";
import { findWaysOut } from "@/lib/portals/queries-ways-out";
import { wayOutActions } from "../../way-out";
import { deleteOrphans } from "../actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("licences.cleanUp"))("title") };
}

export default async function CleanUpPage({ searchParams }: Props) {
  const account = await requireAccount("administrator");
  const [t, orphans, people, { portal }] = await Promise.all([
    getTranslations(),
    listOrphans(),
    listLeftPeople(),
    searchParams,
  ]);
  const waysOutOf = (kind: "licence" | "product") =>
    findWaysOut(
      kind,
      orphans.filter((orphan) => orphan.kind === kind).map(({ id }) => id),
      new Date(),
    );
  const [ofLicences, ofProducts] = await Promise.all([waysOutOf("licence"), waysOutOf("product")]);
  const [portalId = null] = uuidsOf([portal ?? ""].flat());
  return (
    <ClientMessages namespaces={["licences", "wayOut"]}>
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
        <OrphanList
          waysOut={{ licence: ofLicences, product: ofProducts }}
          {...{ orphans, people, portalId, deleteOrphans }}
          wayOutActions={wayOutActions(account)}
        />
      </Page>
    </ClientMessages>
  );
}
