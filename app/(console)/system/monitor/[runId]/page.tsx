import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AcceptDrop, CancelRun, RetryPortal } from "@/components/monitor/run-commands";
import { RunStory } from "@/components/monitor/run-story";
import { ClientMessages } from "@/components/shell/client-messages";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { listLogChoices, listLogLines, logListOptions } from "@/lib/monitor/log-list";
import { readRunState } from "@/lib/monitor/queries";
import { findRunDetails } from "@/lib/monitor/queries-run";
import { getTranslate } from "@/lib/monitor/translate";
import { parseListState } from "@/lib/paging/list-state";
import { readId } from "@/lib/portals/read-id";
import { acceptDrop, cancel, retry } from "./actions";

type Props = {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props) {
  return { title: (await getTranslations("monitor"))("runTitle", { id: (await params).runId }) };
}

export default async function RunPage({ params, searchParams }: Props) {
  const account = await requireAccount();
  const runId = readId((await params).runId);
  if (runId === undefined) notFound();
  const state = parseListState(await searchParams, logListOptions);
  const t = await getTranslate();
  const [progress, run, log, choices] = await Promise.all([
    readRunState(runId, t),
    findRunDetails(runId, t),
    listLogLines(runId, state, t),
    listLogChoices(runId),
  ]);
  if (!progress || !run) notFound();
  return (
    <ClientMessages namespaces={["monitor"]}>
      <RunStory
        {...{ progress, run, log, choices }}
        list={{ path: `/system/monitor/${runId}`, state }}
        cancel={can(account, "runs:start") && <CancelRun runId={runId} cancel={cancel} />}
        retry={({ id }) => can(account, "runs:start") && <RetryPortal runId={runId} portalId={id} retry={retry} />}
        acceptDrop={(portal, census) =>
          can(account, "portals:write") && <AcceptDrop {...{ runId, portal, census }} accept={acceptDrop} />
        }
      />
    </ClientMessages>
  );
}
