import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { WorkerRow, WorkerState } from "@/lib/health/workers";

const looks: Record<WorkerState, { tone: Tone; Icon: typeof CircleCheck }> = {
  running: { tone: "green", Icon: CircleCheck },
  silent: { tone: "red", Icon: TriangleAlert },
  stopped: { tone: "grey", Icon: CircleDashed },
};

/** Each worker that was heard of in the last week, with what it does right now. */
export function WorkerList({ workers }: { workers: readonly WorkerRow[] }) {
  const t = useTranslations("health");
  const format = useFormatter();
  return (
    <ul aria-label={t("title")} className="flex max-w-240 flex-col gap-3">
      {workers.map((worker) => {
        const { tone, Icon } = looks[worker.state];
        return (
          <li key={worker.name} className="flex flex-col gap-3 rounded border border-line bg-surface px-4 py-4 md:px-6">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="min-w-0 text-lg wrap-anywhere">{worker.name}</h2>
              <StatusBadge
                tone={tone}
                icon={<Icon aria-hidden />}
                label={t(`state.${worker.state}`)}
                isOutlined={worker.state === "stopped"}
              />
            </div>
            <DefinitionList
              items={[
                ...(worker.state === "running"
                  ? [
                      { label: t("fields.runs"), value: format.number(worker.runs) },
                      { label: t("fields.portals"), value: format.number(worker.portals) },
                    ]
                  : []),
                { label: t("fields.heartbeatAt"), value: <RelativeTime value={worker.heartbeatAt} /> },
                { label: t("fields.startedAt"), value: <RelativeTime value={worker.startedAt} /> },
                { label: t("fields.version"), value: worker.version },
              ]}
            />
          </li>
        );
      })}
    </ul>
  );
}
