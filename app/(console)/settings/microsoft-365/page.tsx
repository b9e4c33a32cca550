import { getTranslations } from "next-intl/server";
import { PortalCommands } from "@/components/portals/portal-commands";
import { PortalConnection } from "@/components/portals/portal-connection";
import { PortalDetails } from "@/components/portals/portal-details";
import { PortalSplit } from "@/components/portals/portal-split";
import { StandbyCredential } from "@/components/portals/standby-credential";
import { ClientMessages } from "@/components/shell/client-messages";
import { requireAccount } from "@/lib/auth/session";
import { listStalePortals } from "@/lib/compliance/queries";
import { parseListState } from "@/lib/paging/list-state";
import { narrowPortals, portalListOptions } from "@/lib/portals/narrow";
import { findPortal, listPortals } from "@/lib/portals/queries";
import * as actions from "./actions";

const path = "/settings/microsoft-365";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("portals"))("title") };
}

export default async function PortalsPage({ searchParams }: Props) {
  await requireAccount("administrator");
  const params = await searchParams;
  const { portal: wanted, test } = params;
  const now = new Date();
  const list = { path, state: parseListState(params, portalListOptions) };
  const all = await listPortals(now);
  const portals = narrowPortals(
    all,
    list.state,
    list.state.filters.attention?.includes("imports") ? await listStalePortals() : [],
  );
  const chosen = all.find(({ id }) => id === wanted);
  const shown = chosen ?? portals[0];
  const portal = shown ? await findPortal(shown.id, now) : null;
  return (
    <ClientMessages namespaces={["portals", "connectionTest"]}>
      <PortalSplit
        list={list}
        total={all.length}
        portals={portals}
        currentId={portal?.id}
        isChosen={chosen !== undefined}
        isMissing={wanted !== undefined && chosen === undefined}
        commands={
          portal && (
            <PortalCommands
              key={portal.id}
              portal={portal}
              actions={{
                startImport: actions.startImport,
                setPortalEnabled: actions.setPortalEnabled,
                deletePortal: actions.deletePortal,
              }}
            />
          )
        }
      >
        {portal && (
          <PortalDetails
            key={portal.id}
            portal={portal}
            connection={<PortalConnection key={String(test === "now")} portal={portal} startsAtOnce={test === "now"} />}
            standby={<StandbyCredential portal={portal} actions={standbyActions} />}
          />
        )}
      </PortalSplit>
    </ClientMessages>
  );
}

const standbyActions = {
  stageSecret: actions.stageSecret,
  stageCertificate: actions.stageCertificate,
  generateCertificate: actions.generateCertificate,
  discardCredential: actions.discardCredential,
  addStandby: actions.addStandby,
  promoteStandby: actions.promoteStandby,
  removeStandby: actions.removeStandby,
};
