"use client";

import { CircleCheck, CircleSlash, Pencil, Play } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { TaskKey } from "@/lib/server-tasks/start-condition";
import { StartImport } from "./start-import";

type Started = { runId: number; isNew: boolean };
export type TaskActions = {
  runNow: (input: { key: TaskKey; portalId?: string }) => Promise<ActionResult<Started>>;
  setEnabled: (input: { key: TaskKey; isEnabled: boolean }) => Promise<ActionResult<void>>;
};

type Task = { key: TaskKey; name: string; isEnabled: boolean; editHref: string };
type Props = { task: Task; portals: readonly { id: string; name: string }[]; actions: TaskActions };

/** What an administrator can do with a server task. */
export function TaskCommands({ task, portals, actions }: Props) {
  const t = useTranslations("serverTasks");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <RunNow task={task} portals={portals} runNow={actions.runNow} />
      <ButtonLink href={task.editHref} scroll={false} icon={<Pencil aria-hidden />}>
        {t("edit.open")}
      </ButtonLink>
      <SetEnabled task={task} setEnabled={actions.setEnabled} />
    </div>
  );
}

function RunNow({ task, portals, runNow }: Omit<Props, "actions"> & Pick<TaskActions, "runNow">) {
  const t = useTranslations("serverTasks");
  const { run, isPending, result, failure } = useAction<Started>();
  return (
    <>
      {task.key === "import" ? (
        <StartImport
          portals={portals}
          isPending={isPending}
          start={(portalId) => run(() => runNow({ key: task.key, ...(portalId && { portalId }) }))}
        />
      ) : (
        <Button icon={<Play aria-hidden />} isPending={isPending} onClick={() => run(() => runNow({ key: task.key }))}>
          {t("runNow")}
        </Button>
      )}
      <span role="status" className="order-last basis-full empty:hidden">
        {failure && <span className="text-red">{failure}</span>}
        {result?.ok && (
          <>
            {t(result.data.isNew ? "started" : "alreadyOpen", { id: result.data.runId })}{" "}
            <Link className="link" href={`/system/monitor/${result.data.runId}`}>
              {t("openRun")}
            </Link>
          </>
        )}
      </span>
    </>
  );
}

function SetEnabled({ task, setEnabled }: { task: Task; setEnabled: TaskActions["setEnabled"] }) {
  const t = useTranslations("serverTasks");
  const { failureOf } = useErrorText();
  const { run, isPending, failure } = useAction<void>();
  if (task.isEnabled) {
    return (
      <ConfirmDialog
        trigger={{ label: t("disable"), icon: <CircleSlash aria-hidden /> }}
        title={t("disableTitle", { name: task.name })}
        confirmLabel={t("disable")}
        isDanger
        onConfirm={() => failureOf(setEnabled({ key: task.key, isEnabled: false }))}
      >
        {t(`task.${task.key}.disable`)}
      </ConfirmDialog>
    );
  }
  return (
    <>
      <Button
        icon={<CircleCheck aria-hidden />}
        isPending={isPending}
        onClick={() => run(() => setEnabled({ key: task.key, isEnabled: true }))}
      >
        {t("enable")}
      </Button>
      {failure && (
        <span role="alert" className="text-red">
          {failure}
        </span>
      )}
    </>
  );
}
