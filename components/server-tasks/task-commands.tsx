"use client";

import { CalendarClock, CircleCheck, CircleSlash, Link2, Play } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { IntervalUnit } from "@/lib/server-tasks/interval";
import type { TaskKey } from "@/lib/server-tasks/schema";
import { AddressDialog } from "./address-dialog";
import { IntervalDialog } from "./interval-dialog";

export type TaskActions = {
  runNow: (input: { key: TaskKey }) => Promise<ActionResult<{ runId: number; isNew: boolean }>>;
  setEnabled: (input: { key: TaskKey; isEnabled: boolean }) => Promise<ActionResult<void>>;
  setInterval: (previous: null, form: FormData) => Promise<ActionResult<void>>;
  setAddress: (previous: null, form: FormData) => Promise<ActionResult<void>>;
};

type Task = {
  key: TaskKey;
  name: string;
  isEnabled: boolean;
  interval: { count: number; unit: IntervalUnit };
  address: { address: string; isMicrosofts: boolean } | null;
};

/** What an administrator can do with a server task. */
export function TaskCommands({ task, actions }: { task: Task; actions: TaskActions }) {
  const t = useTranslations("serverTasks");
  const [edited, setEdited] = useState<"interval" | "address" | null>(null);
  const close = () => setEdited(null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <RunNow task={task} runNow={actions.runNow} />
      <Button icon={<CalendarClock aria-hidden />} onClick={() => setEdited("interval")}>
        {t("interval.open")}
      </Button>
      {edited === "interval" && <IntervalDialog task={task} save={actions.setInterval} onClose={close} />}
      {task.address && (
        <Button icon={<Link2 aria-hidden />} onClick={() => setEdited("address")}>
          {t("address.open")}
        </Button>
      )}
      {edited === "address" && task.address && (
        <AddressDialog current={task.address} save={actions.setAddress} onClose={close} />
      )}
      <SetEnabled task={task} setEnabled={actions.setEnabled} />
    </div>
  );
}

function RunNow({ task, runNow }: { task: Task; runNow: TaskActions["runNow"] }) {
  const t = useTranslations("serverTasks");
  const { run, isPending, result, failure } = useAction<{ runId: number; isNew: boolean }>();
  return (
    <>
      <Button icon={<Play aria-hidden />} isPending={isPending} onClick={() => run(() => runNow({ key: task.key }))}>
        {t("runNow")}
      </Button>
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
