import { CircleCheck, CircleSlash } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { RunStatusBadge } from "@/components/monitor/run-status";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ServerTaskView } from "@/lib/server-tasks/queries";
import { useConditionWords } from "./condition-words";
import { type TaskActions, TaskCommands } from "./task-commands";

type Props = {
  task: ServerTaskView;
  /** that an import can be about */
  portals: readonly { id: string; name: string }[];
  editHref: string;
  actions: TaskActions;
};

/** A server task: what it does, when it starts by itself, how it went last. */
export function TaskCard({ task, portals, editHref, actions }: Props) {
  const t = useTranslations("serverTasks");
  const wordCondition = useConditionWords();
  const { key, isEnabled, startCondition, lastRun, address } = task;
  const name = t(`task.${key}.name`);
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
          { label: t("fields.condition"), value: wordCondition(startCondition) },
          ...useSettingItems(task),
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
          { label: t("fields.nextRun"), value: <NextRun task={task} /> },
        ]}
      />
      <TaskCommands task={{ key, name, isEnabled, editHref }} portals={portals} actions={actions} />
      {address && (
        <Link className="link self-start" href="/settings/microsoft-365/catalogue">
          {t("openCatalogue")}
        </Link>
      )}
    </section>
  );
}

function useSettingItems({ address, retention, afterImport }: ServerTaskView) {
  const t = useTranslations("serverTasks");
  if (address) {
    const value = (
      <span className="break-all">
        {address.isMicrosofts && `${t("microsoftsAddress")}: `}
        {address.address}
      </span>
    );
    return [{ label: t("fields.address"), value }];
  }
  if (retention) {
    return [{ label: t("fields.keep"), value: t("keep", { days: retention.keepDays, runs: retention.keepRuns }) }];
  }
  return afterImport ? [{ label: t("fields.also"), value: t("alsoAfterImport") }] : [];
}

function NextRun({ task: { isEnabled, startCondition, nextStartAt } }: { task: ServerTaskView }) {
  const t = useTranslations("serverTasks");
  const format = useFormatter();
  if (!isEnabled) return t("nextOff");
  if (nextStartAt) {
    return (
      <>
        <RelativeTime value={nextStartAt} />{" "}
        <span className="text-muted">
          (
          {format.dateTime(nextStartAt, {
            weekday: "short",
            day: "numeric",
            month: "short",
            hour: "2-digit",
            minute: "2-digit",
          })}
          )
        </span>
      </>
    );
  }
  switch (startCondition.kind) {
    case "after-task":
      return t("nextAfter", { name: t(`task.${startCondition.task}.name`) });
    case "manual":
      return t("nextByHand");
    case "once":
      return t("nextNone");
    default:
      return t("nextSoon");
  }
}
