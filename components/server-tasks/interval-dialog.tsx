"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import { type IntervalUnit, intervalUnits } from "@/lib/server-tasks/interval";
import type { TaskKey } from "@/lib/server-tasks/schema";

type Props = {
  task: { key: TaskKey; name: string; interval: { count: number; unit: IntervalUnit } };
  save: (previous: null, form: FormData) => Promise<ActionResult<void>>;
  onClose: () => void;
};

/** How often a task starts by itself. */
export function IntervalDialog({ task, save, onClose }: Props) {
  const t = useTranslations("serverTasks.interval");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone: onClose });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title", { name: task.name })}>
      <form {...form} className="flex flex-col gap-4">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        <p className="text-muted">{t("text")}</p>
        <input type="hidden" name="key" value={task.key} />
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField
            name="count"
            label={t("count")}
            help={t("range")}
            error={fieldError("count")}
            inputMode="numeric"
            defaultValue={task.interval.count}
          />
          <Select
            name="unit"
            label={t("unit")}
            error={fieldError("unit")}
            defaultValue={task.interval.unit}
            options={intervalUnits.map((unit) => ({ value: unit, label: t(unit) }))}
          />
        </div>
        <div className="flex justify-end gap-2 pb-2">
          <Button type="submit" appearance="primary" isPending={isPending}>
            {common("save")}
          </Button>
          <Button onClick={onClose}>{common("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
