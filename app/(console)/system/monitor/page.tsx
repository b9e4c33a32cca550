import { getTranslations } from "next-intl/server";
import { RunList } from "@/components/monitor/run-list";
import { RunsWatch } from "@/components/monitor/runs-watch";
import { requireAccount } from "@/lib/auth/session";
import { listOpenRuns } from "@/lib/monitor/queries";
import { listRequesters, listRuns, runListOptions } from "@/lib/monitor/run-list";
import { parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";

const path = "/system/monitor";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("monitor"))("title") };
}

export default async function MonitorPage({ searchParams }: Props) {
  await requireAccount();
  const state = parseListState(await searchParams, runListOptions);
  const [page, open, portals, requesters] = await Promise.all([
    listRuns(state),
    listOpenRuns(),
    listPortalNames(),
    listRequesters(),
  ]);
  return (
    <>
      <RunsWatch initial={open} />
      <RunList list={{ path, state }} page={page} portals={portals} requesters={requesters} />
    </>
  );
}
