"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { isOpen, percentOf, type RunState } from "@/lib/monitor/progress";
import { usePhaseWords } from "./phase-words";
import { RunStatusBadge } from "./run-status";
import { useRun } from "./use-run";

type Props = {
  initial: RunState;
  refreshOn?: "end" | "stage";
  /** on the run's own page there is nothing to open */
  isLinked?: boolean;
};

/** A run while it runs: what it does, how far it is, portal by portal. */
export function RunProgress({ initial, refreshOn = "end", isLinked = true }: Props) {
  const t = useTranslations("monitor");
  const run = useRun({ initial, refreshOn });
  const wordPhase = usePhaseWords();
  const isRunning = isOpen(run.status);
  const last = run.lines.at(-1);
  return (
    <section
      aria-label={t("progress.label", { id: run.id })}
      className="flex flex-col gap-2 rounded border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunStatusBadge status={run.status} />
        <strong>{t(`kind.${run.kind}`)}</strong>
        <span role="status" className="tabular min-w-0">
          {isRunning ? (run.isCancelRequested ? t("progress.cancelling") : wordPhase(run)) : t("progress.ended")}
        </span>
        {isLinked && (
          <span className="ms-auto">
            <ButtonLink size="small" appearance="subtle" href={`/system/monitor/${run.id}`}>
              {t("progress.open", { id: run.id })}
            </ButtonLink>
          </span>
        )}
      </div>
      <ProgressBar percent={isRunning ? percentOf(run) : 100} label={t("progress.label", { id: run.id })} />
      {run.portals.length > 1 && (
        <ul aria-label={t("portals.title")} className="flex flex-wrap gap-x-4 gap-y-1">
          {run.portals.map(({ id, name, status, usersRead, userPages }) => (
            <li key={id} className="flex flex-wrap items-center gap-1.5">
              {name} <RunStatusBadge status={status} />
              {status === "running" && userPages > 0 && (
                <span className="tabular text-muted">{t("ledger.users", { read: usersRead, pages: userPages })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {last && (
        <p className="truncate text-xs text-muted" title={last.text}>
          {last.portalName && `${last.portalName}: `}
          {last.text}
        </p>
      )}
    </section>
  );
}
