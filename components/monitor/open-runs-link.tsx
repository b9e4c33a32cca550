"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Spinner } from "@/components/ui/spinner";
import { percentOf } from "@/lib/monitor/progress";
import { usePhaseWords } from "./phase-words";
import { useOpenRuns } from "./use-open-runs";

export function OpenRunsLink() {
  const t = useTranslations("monitor");
  const wordPhase = usePhaseWords();
  const runs = useOpenRuns();
  const [run] = runs ?? [];
  if (!run) return null;
  const others = (runs?.length ?? 1) - 1;
  const words = `${t(`kind.${run.kind}`)}: ${wordPhase(run)}`;
  return (
    <Link
      href={`/system/monitor/${run.id}`}
      title={words}
      className="flex min-w-0 items-center gap-2 rounded px-2 py-1 text-xs text-muted hover:bg-hover hover:text-ink"
    >
      <Spinner />
      <span className="sr-only md:hidden">{words}</span>
      <span className="flex min-w-0 flex-col gap-1 max-md:hidden">
        <span className="tabular truncate">
          {words}
          {others > 0 && ` ${t("activity.more", { count: others })}`}
        </span>
        <ProgressBar percent={percentOf(run)} label={words} />
      </span>
    </Link>
  );
}
