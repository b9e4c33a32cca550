import { getTranslations } from "next-intl/server";
import { SeatList } from "@/components/licences/reconciliation/seat-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { requireAccount } from "@/lib/auth/session";
import { listReconciliations, seatList } from "@/lib/licences/queries-reconciliation";
import { parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";

const path = "/licence-management/licences/seats";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("reconciliation.list"))("title") };
}

export default async function SeatsPage({ searchParams }: Props) {
  await requireAccount();
  const list = { path, state: parseListState(await searchParams, seatList) };
  const [page, portals] = await Promise.all([listReconciliations(list.state, new Date()), listPortalNames()]);
  return (
    <ClientMessages namespaces={["licences"]}>
      <SeatList list={list} page={page} portals={portals} />
    </ClientMessages>
  );
}
