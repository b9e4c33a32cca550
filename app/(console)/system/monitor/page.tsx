import { getTranslations } from "next-intl/server";
import { RunList } from "@/components/monitor/run-list";
import { RunsWatch } from "@/components/monitor/runs-watch";
import { requireAccount } from "@/lib/auth/session";
import { listOpenRuns, listRuns, runSortKeys } from "@/lib/monitor/queries";
import { runFilters } from "@/lib/monitor/schema";
import { parseListState } from "@/lib/paging/list-state";

const path = "/system/monitor";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("monitor"))("title") };
}

export default async function MonitorPage({ searchParams }: Props) {
  await requireAccount();
  const state = parseListState(await searchParams, {
    sortable: runSortKeys,
    defaultSort: { sort: "number", direction: "desc" },
    filters: runFilters,
  });
  const [page, open] = await Promise.all([listRuns(state), listOpenRuns()]);
  return (
    <>
      <RunsWatch initial={open} />
      <RunList list={{ path, state }} page={page} />
    </>
  );
}
