import { CircleCheck, CircleSlash } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { RunStatusBadge } from "@/components/monitor/run-status";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { splitInterval } from "@/lib/server-tasks/interval";
import type { ServerTaskView } from "@/lib/server-tasks/queries";
import { type TaskActions, TaskCommands } from "./task-commands";

type Props = { task: ServerTaskView; isQueueAway: boolean; actions: TaskActions };

/** A server task: what it does, when it starts by itself, how it went last. */
export function TaskCard({ task, isQueueAway, actions }: Props) {
  const t = useTranslations("serverTasks");
  const { key, isEnabled, startCondition, lastRun, nextRunAt, address } = task;
  const { count, unit } = splitInterval(startCondition.minutes);
  const name = t(`task.${key}.name`);
  const noNext = t(!isEnabled ? "nextOff" : isQueueAway ? "nextUnknown" : "nextSoon");
  return (
    <section aria-label={name} className="flex flex-col gap-3 rounded border border-line bg-surface px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg">{name}</h2>
        <StatusBadge
          tone={isEnabled ? "green" : "grey"}
          icon={isEnabled ? <CircleCheck aria-hidden /> : <CircleSlash aria-hidden />}
          label={t(isEnabled ? "enabled" : "disabled")}
          isOutlined={!isEnabled}
        />
      </div>
      <p className="max-w-180 text-muted">{t(`task.${key}.text`)}</p>
      <DefinitionList
        items={[
          { label: t("fields.condition"), value: t(`every.${unit}`, { count }) },
          {
            label: t("fields.lastRun"),
            value: lastRun ? (
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link className="link" href={`/system/monitor/${lastRun.id}`}>
                  {t("run", { id: lastRun.id })}
                </Link>
                <RunStatusBadge status={lastRun.status} />
                <RelativeTime value={lastRun.at} />
              </span>
            ) : (
              t("noRun")
            ),
          },
          { label: t("fields.nextRun"), value: nextRunAt ? <RelativeTime value={nextRunAt} /> : noNext },
          ...(address
            ? [
                {
                  label: t("fields.address"),
                  value: (
                    <span className="break-all">
                      {address.isMicrosofts && `${t("microsoftsAddress")}: `}
                      {address.address}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      <TaskCommands task={{ key, name, isEnabled, interval: { count, unit }, address }} actions={actions} />
      {address && (
        <Link className="link self-start" href="/settings/microsoft-365/catalogue">
          {t("openCatalogue")}
        </Link>
      )}
    </section>
  );
}
