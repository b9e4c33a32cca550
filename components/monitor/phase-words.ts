import { useTranslations } from "next-intl";
import type { OpenRun } from "@/lib/monitor/progress";

/** What a run is doing, in words: "Reading users: 800 of 1,200". */
export function usePhaseWords(): (run: OpenRun) => string {
  const t = useTranslations("monitor.progress");
  return ({ status, phase, stepsDone, stepsTotal }) => {
    if (status === "queued") return t("queued");
    if (phase === "recalculation" || phase === "catalogue" || phase === "retention") return t(phase);
    if (phase !== "import") return t("starting");
    return stepsTotal > 0 ? t("reading", { done: stepsDone, total: stepsTotal }) : t("import");
  };
}
