"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ViewActions } from "./views-provider";

type Props = { path: string; query: string; saveView: ViewActions["saveView"]; onClose: () => void };

export function SaveView({ path, query, saveView, onClose }: Props) {
  const t = useTranslations("views");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(saveView, { onDone: onClose });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("saveTitle")}>
      <form {...form} className="flex flex-col gap-4 pb-2">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        <input type="hidden" name="list" value={path} />
        <input type="hidden" name="query" value={query} />
        <TextField name="name" label={t("name")} help={t("saveText")} error={fieldError("name")} autoComplete="off" />
        <div className="flex flex-wrap justify-end gap-2">
          <Button type="submit" appearance="primary" isPending={isPending}>
            {common("save")}
          </Button>
          <Button onClick={onClose}>{common("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
