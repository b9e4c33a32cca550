import { getTranslations } from "next-intl/server";
import { PortalDetails } from "@/components/portals/portal-details";
import { PortalSplit } from "@/components/portals/portal-split";
import { StartImport } from "@/components/portals/start-import";
import { ClientMessages } from "@/components/shell/client-messages";
import { requireAccount } from "@/lib/auth/session";
import { findPortal, listPortals } from "@/lib/portals/queries";
import { startImport } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("portals"))("title") };
}

export default async function PortalsPage({ searchParams }: Props) {
  await requireAccount("administrator");
  const { portal: wanted } = await searchParams;
  const now = new Date();
  const portals = await listPortals(now);
  const chosen = portals.find(({ id }) => id === wanted);
  const shown = chosen ?? portals[0];
  const portal = shown ? await findPortal(shown.id, now) : null;
  return (
    <ClientMessages namespaces={["portals"]}>
      <PortalSplit
        path="/settings/microsoft-365"
        portals={portals}
        currentId={portal?.id}
        isChosen={chosen !== undefined}
        isMissing={wanted !== undefined && chosen === undefined}
      >
        {portal && (
          <PortalDetails
            portal={portal}
            commands={
              <StartImport
                key={portal.id}
                portalId={portal.id}
                isDisabled={!portal.isEnabled}
                startImport={startImport}
              />
            }
          />
        )}
      </PortalSplit>
    </ClientMessages>
  );
}
