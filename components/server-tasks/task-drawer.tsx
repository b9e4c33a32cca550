"use client";

import { useRouter } from "next/navigation";
import { useTimeZone, useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Drawer } from "@/components/ui/drawer";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ServerTaskView } from "@/lib/server-tasks/queries";
import type { EditTaskInput } from "@/lib/server-tasks/schema";
import { ConditionFields } from "./condition-fields";
import { conditionOf, type Draft, draftOf } from "./draft";
import { SettingsFields, settingsDraftOf, settingsOf } from "./settings-fields";
import { StartPreview } from "./start-preview";

export type EditTask = (input: EditTaskInput) => Promise<ActionResult<{ version: number }>>;

type Props = {
  task: ServerTaskView;
  closeHref: string;
  timeZones: readonly string[];
  /** when the page was made */
  now: Date;
  editTask: EditTask;
};

/** A server task as a form: whether and when it starts by itself, and what else it needs. */
export function TaskDrawer({ task, closeHref, timeZones, now, editTask }: Props) {
  const t = useTranslations("serverTasks");
  const common = useTranslations("common");
  const router = useRouter();
  const ownZone = useTimeZone() ?? "UTC";
  const known = timeZones.includes(ownZone) ? ownZone : "UTC";
  // Of what was looked at: the page may show a newer one behind the form meanwhile.
  const [version] = useState(task.version);
  const [isEnabled, setEnabled] = useState(task.isEnabled);
  const [draft, setDraft] = useState<Draft>(() => draftOf(task.startCondition, known));
  const [settings, setSettings] = useState(() => settingsDraftOf(task));
  const { run, isPending, result, failure } = useAction<{ version: number }>();
  const texts = useErrorText();
  const form = useRef<HTMLFormElement>(null);
  const condition = conditionOf(draft);
  const close = () => router.push(closeHref, { scroll: false });

  useEffect(() => {
    if (result && !result.ok) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [result]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { key } = task;
    const input = { key, version, isEnabled, startCondition: condition, settings: settingsOf(key, settings) };
    run(() => editTask(input as EditTaskInput), close);
  };
  const isOnlyFields = result && !result.ok && Object.keys(result.error.fields).length > 0;
  const zones = timeZones.includes(draft.timeZone) ? timeZones : [draft.timeZone, ...timeZones];
  return (
    <Drawer title={t("edit.title", { name: t(`task.${task.key}.name`) })} closeHref={closeHref}>
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {failure && !isOnlyFields && <MessageBar tone="error">{failure}</MessageBar>}
        <CheckBox
          label={t("edit.isEnabled")}
          checked={isEnabled}
          onChange={(event) => setEnabled(event.target.checked)}
        />
        <ConditionFields
          taskKey={task.key}
          draft={draft}
          change={(part) => setDraft((before) => ({ ...before, ...part }))}
          errorOf={(field) => texts.field(result, `startCondition.${field}`)}
          timeZones={zones}
        />
        <StartPreview condition={condition} isEnabled={isEnabled} now={now} />
        <SettingsFields
          taskKey={task.key}
          draft={settings}
          change={(part) => setSettings((before) => ({ ...before, ...part }))}
          errorOf={(field) => texts.field(result, `settings.${field}`)}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" appearance="primary" isPending={isPending}>
            {common("save")}
          </Button>
          <Button onClick={close}>{common("cancel")}</Button>
        </div>
      </form>
    </Drawer>
  );
}
