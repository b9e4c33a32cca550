"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { CheckBox } from "@/components/ui/check-box";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { intervalUnits } from "@/lib/server-tasks/interval";
import { startKinds, type TaskKey, taskKeys } from "@/lib/server-tasks/start-condition";
import { useWeekday, weekdays } from "./condition-words";
import type { Draft } from "./draft";

type Props = {
  taskKey: TaskKey;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** the fault of one field of the condition */
  errorOf: (field: string) => ReactNode;
  timeZones: readonly string[];
};

/** The kind of a start condition, and what that kind needs. */
export function ConditionFields(props: Props) {
  const t = useTranslations("serverTasks.edit");
  const { draft, change } = props;
  return (
    <>
      <Select
        label={t("kind")}
        value={draft.kind}
        onChange={(event) => change({ kind: event.target.value as Draft["kind"] })}
        options={startKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        help={draft.kind === "manual" ? t("manualHelp") : undefined}
      />
      {draft.kind === "interval" && <IntervalFields {...props} />}
      {draft.kind === "weekly" && <WeekdayFields {...props} />}
      {draft.kind === "monthly" && <MonthDayField {...props} />}
      {draft.kind === "after-task" && <TaskField {...props} />}
      {["daily", "weekly", "monthly", "once"].includes(draft.kind) && <WallTimeFields {...props} />}
    </>
  );
}

function IntervalFields({ draft, change, errorOf }: Props) {
  const t = useTranslations("serverTasks.edit");
  return (
    <div className="grid grid-cols-2 items-start gap-3">
      <TextField
        label={t("count")}
        help={t("intervalHelp")}
        error={errorOf("minutes")}
        inputMode="numeric"
        autoComplete="off"
        value={draft.count}
        onChange={(event) => change({ count: event.target.value })}
      />
      <Select
        label={t("unit")}
        value={draft.unit}
        onChange={(event) => change({ unit: event.target.value as Draft["unit"] })}
        options={intervalUnits.map((unit) => ({ value: unit, label: t(unit) }))}
      />
    </div>
  );
}

function WeekdayFields({ draft, change, errorOf }: Props) {
  const t = useTranslations("serverTasks.edit");
  const nameOfDay = useWeekday();
  const errorId = useId();
  const error = errorOf("days");
  const toggle = (day: number, isOn: boolean) =>
    change({ days: isOn ? [...draft.days, day] : draft.days.filter((each) => each !== day) });
  return (
    <fieldset className="flex flex-col gap-1" aria-describedby={error ? errorId : undefined}>
      <legend className="mb-1 font-semibold">{t("weekdays")}</legend>
      <div className="grid grid-cols-2 gap-x-3 gap-y-1 sm:grid-cols-3">
        {weekdays.map((day) => (
          <CheckBox
            key={day}
            label={nameOfDay(day)}
            isInvalid={Boolean(error)}
            checked={draft.days.includes(day)}
            onChange={(event) => toggle(day, event.target.checked)}
          />
        ))}
      </div>
      {error && (
        <p id={errorId} className="text-xs text-red">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function MonthDayField({ draft, change, errorOf }: Props) {
  const t = useTranslations("serverTasks.edit");
  const days = Array.from({ length: 31 }, (_, i) => String(i + 1));
  return (
    <Select
      label={t("monthDay")}
      help={Number(draft.day) > 28 ? t("monthDayHelp") : undefined}
      error={errorOf("day")}
      value={draft.day}
      onChange={(event) => change({ day: event.target.value })}
      options={[
        { value: "first", label: t("first") },
        { value: "last", label: t("last") },
        ...days.map((day) => ({ value: day, label: t("day", { day }) })),
      ]}
    />
  );
}

function TaskField({ taskKey, draft, change, errorOf }: Props) {
  const t = useTranslations("serverTasks");
  return (
    <Select
      label={t("edit.task")}
      help={t("edit.taskHelp")}
      error={errorOf("task")}
      value={draft.task}
      onChange={(event) => change({ task: event.target.value as Draft["task"] })}
      placeholder=""
      options={taskKeys.filter((key) => key !== taskKey).map((key) => ({ value: key, label: t(`task.${key}.name`) }))}
    />
  );
}

function WallTimeFields({ draft, change, errorOf, timeZones }: Props) {
  const t = useTranslations("serverTasks.edit");
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3">
        {draft.kind === "once" && (
          <TextField
            type="date"
            label={t("on")}
            error={errorOf("on")}
            value={draft.on}
            onChange={(event) => change({ on: event.target.value })}
          />
        )}
        <TextField
          type="time"
          label={t("at")}
          error={errorOf("at")}
          value={draft.at}
          onChange={(event) => change({ at: event.target.value })}
        />
      </div>
      <Select
        label={t("timeZone")}
        help={t("timeZoneHelp")}
        error={errorOf("timeZone")}
        value={draft.timeZone}
        onChange={(event) => change({ timeZone: event.target.value })}
        options={timeZones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
      />
    </>
  );
}
