import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CommandBar } from "@/components/ui/command-bar";
import { MessageBar } from "@/components/ui/message-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { LogRow } from "@/lib/monitor/log-list";
import { isOpen, isRetryable, type RunState } from "@/lib/monitor/progress";
import type { RunDetails, RunPortalView } from "@/lib/monitor/queries-run";
import type { Page as ListPage, ListState } from "@/lib/paging/list-state";
import { PortalStory } from "./portal-story";
import { RunFacts } from "./run-facts";
import { type LogChoices, RunLog } from "./run-log";
import { RunProgress } from "./run-progress";
import { RunStatusBadge } from "./run-status";

/** With more portals than this, those without a failure are one line each. */
const STORIES_OPEN = 5;

type Quarantine = NonNullable<RunPortalView["quarantine"]>;

type Props = {
  progress: RunState;
  run: RunDetails;
  log: ListPage<LogRow>;
  /** what the log can be narrowed to */
  choices: LogChoices;
  list: { path: string; state: ListState };
  /** the button that stops it, where the person may */
  cancel: ReactNode;
  /** the button that imports a portal again, where the person may */
  retry: (portal: { id: string }) => ReactNode;
  /** the button that lets a portal's numbers drop, where the person may */
  acceptDrop: (portal: { id: string; name: string }, census: Quarantine["census"]) => ReactNode;
};

/** Everything about one run: how it ended, portal by portal, and its log. */
export function RunStory({ progress, run, log, choices, list, cancel, retry, acceptDrop }: Props) {
  const t = useTranslations();
  const title = t("monitor.runTitle", { id: progress.id });
  const isRunning = isOpen(progress.status);
  const without = { catalogue_refresh: "catalogue", retention: "retention" } as const;
  const noPortals =
    progress.kind in without ? without[progress.kind as keyof typeof without] : isRunning ? "waiting" : "none";
  return (
    <Page>
      <PageHeader
        breadcrumb={[
          { label: t("shell.navigation.operation") },
          { label: t("monitor.title"), href: "/system/monitor" },
          { label: title },
        ]}
        title={`${title}: ${t(`monitor.kind.${progress.kind}`)}`}
        status={<RunStatusBadge status={progress.status} />}
      />
      {isRunning && cancel && !progress.isCancelRequested && <CommandBar>{cancel}</CommandBar>}
      {isRunning && <RunProgress key={progress.id} initial={progress} refreshOn="stage" isLinked={false} />}
      {run.failure && (
        <MessageBar tone="error" title={run.failure.text}>
          {run.failure.remedy}
        </MessageBar>
      )}
      <div className="grid items-start gap-x-6 gap-y-3 lg:grid-cols-[24rem_1fr]">
        <div className="rounded border border-line bg-surface px-4 pt-3 max-lg:order-last lg:[&_dl]:grid-cols-[7rem_1fr]">
          <RunFacts kind={progress.kind} run={run} />
        </div>
        <section className="flex min-w-0 flex-col gap-3" aria-label={t("monitor.portals.title")}>
          <h2 className="text-lg lg:sr-only">{t("monitor.portals.title")}</h2>
          {run.portals.length === 0 && <p className="text-muted">{t(`monitor.portals.${noPortals}`)}</p>}
          {run.portals.map((portal) => (
            <PortalStory
              key={portal.id}
              runId={progress.id}
              portal={portal}
              isFolded={run.portals.length > STORIES_OPEN && !portal.failure}
              retry={!isRunning && portal.isImported && isRetryable(portal.status) && retry(portal)}
              action={portal.quarantine && <Accept quarantine={portal.quarantine} {...{ portal, acceptDrop }} />}
            />
          ))}
        </section>
      </div>
      <RunLog runId={progress.id} list={list} page={log} choices={choices} />
    </Page>
  );
}

function Accept(props: { quarantine: Quarantine; portal: RunPortalView } & Pick<Props, "acceptDrop">) {
  const t = useTranslations("monitor.drop");
  const { census, isCurrent } = props.quarantine;
  if (!isCurrent) return <span className="text-muted">{t("outdated")}</span>;
  return props.acceptDrop(props.portal, census);
}
