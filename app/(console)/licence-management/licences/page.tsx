import { getTranslations } from "next-intl/server";
import { PendingFigures } from "@/components/compliance/pending-figures";
import { LicenceDrawer } from "@/components/licences/licence-drawer";
import { LicenceList } from "@/components/licences/licence-list";
import { neighboursOf } from "@/components/portals/neighbours";
import { ClientMessages } from "@/components/shell/client-messages";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { findPendingFigures } from "@/lib/compliance/queries-pending";
import { findLicence, licenceListOptions, listLicences } from "@/lib/licences/queries";
import { listChannels } from "@/lib/licences/queries-form";
import { findLicenceTab, readLicenceTab } from "@/lib/licences/queries-tabs";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { findWaysOut } from "@/lib/portals/queries-ways-out";
import { readId } from "@/lib/portals/read-id";
import { wayOutView } from "../way-out";
import { deleteAndExclude, deleteLicences, previewDeletion, setProduct, showLicenceKey } from "./actions";
import { deletePrice, saveOverlay, savePrice } from "./overlay-actions";

const path = "/licence-management/licences";
const deletion = { previewDeletion, deleteLicences, deleteAndExclude };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("licences"))("title") };
}

export default async function LicencesPage({ searchParams }: Props) {
  const account = await requireAccount();
  const params = await searchParams;
  const state = parseListState(params, licenceListOptions);
  const list = { path, state };
  const openId = readId(params.licence);
  const [page, pending, portals, channels, licence, waysOut, view] = await Promise.all([
    listLicences(state),
    findPendingFigures(),
    listPortalNames(),
    listChannels(),
    openId === undefined ? null : findLicence(openId),
    findWaysOut("licence", openId === undefined ? [] : [openId], new Date()),
    openId === undefined ? null : findLicenceTab(openId, readLicenceTab(params), new Date()),
  ]);
  const canWrite = can(account, "licences:write");
  const tabs = licence?.portalName &&
    view && {
      view,
      hrefOf: (part: Record<string, string | null>) =>
        listHref(path, state, { params: { licence: licence.id, ...part } }),
      overlayActions: canWrite ? { saveOverlay, savePrice, deletePrice } : null,
    };
  return (
    <ClientMessages namespaces={["licences", "overlay", "wayOut"]}>
      <LicenceList
        list={list}
        page={page}
        portals={portals}
        channels={channels}
        hint={<PendingFigures pending={pending} />}
        openId={licence?.id}
        deletion={canWrite ? deletion : null}
      />
      {licence && (
        <LicenceDrawer
          licence={licence}
          wayOut={wayOutView(account, waysOut.get(licence.id))}
          tabs={tabs || null}
          actions={canWrite ? { ...deletion, setProduct, showLicenceKey } : null}
          hrefOf={(id) => listHref(path, state, { params: { licence: id } })}
          {...neighboursOf(list, "licence", page.rows, licence.id)}
        />
      )}
      {openId !== undefined && !licence && <MissingDrawer closeHref={listHref(list.path, list.state)} />}
    </ClientMessages>
  );
}
