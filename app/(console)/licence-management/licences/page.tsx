import { getTranslations } from "next-intl/server";
import { LicenceDrawer } from "@/components/licences/licence-drawer";
import { LicenceList } from "@/components/licences/licence-list";
import { neighboursOf } from "@/components/portals/neighbours";
import { requireAccount } from "@/lib/auth/session";
import { findLicence, licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { readId } from "@/lib/portals/read-id";

const path = "/licence-management/licences";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("licences"))("title") };
}

export default async function LicencesPage({ searchParams }: Props) {
  await requireAccount();
  const params = await searchParams;
  const state = parseListState(params, {
    sortable: licenceSortKeys,
    defaultSort: { sort: "name" },
    filters: licenceFilters,
  });
  const list = { path, state };
  const openId = readId(params.licence);
  const [page, portals, licence] = await Promise.all([
    listLicences(state),
    listPortalNames(),
    openId === undefined ? null : findLicence(openId),
  ]);
  return (
    <>
      <LicenceList list={list} page={page} portals={portals} openId={licence?.id} />
      {licence && <LicenceDrawer licence={licence} {...neighboursOf(list, "licence", page.rows, licence.id)} />}
    </>
  );
}
