"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";

type Props = {
  current: { address: string; isMicrosofts: boolean };
  save: (previous: null, form: FormData) => Promise<ActionResult<void>>;
  onClose: () => void;
};

/** Where the catalogue's task gets its list. */
export function AddressDialog({ current, save, onClose }: Props) {
  const t = useTranslations("serverTasks.address");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone: onClose });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form} className="flex flex-col gap-4">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        <p className="text-muted">{t("text")}</p>
        <TextField
          name="address"
          type="url"
          label={t("label")}
          help={t("help")}
          error={fieldError("address")}
          defaultValue={current.isMicrosofts ? "" : current.address}
          autoComplete="off"
          spellCheck={false}
        />
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
