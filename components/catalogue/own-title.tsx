"use client";

import { PenLine, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import { useErrorText } from "@/lib/actions/use-error-text";

type Renamed = { licences: number; products: number };
export type OwnTitleActions = {
  setOwnTitle: (previous: null, form: FormData) => Promise<ActionResult<Renamed>>;
  removeOwnTitle: (input: { skuId: string }) => Promise<ActionResult<Renamed>>;
};
type Sku = { skuId: string; name: string; title: string | null; ownTitle: string | null; partNumber: string | null };
type Props = { sku: Sku; actions: OwnTitleActions };

/** What an administrator can do with one SKU: give it a title, take that away. */
export function OwnTitle({ sku, actions }: Props) {
  const t = useTranslations("catalogue.ownTitle");
  const { failureOf } = useErrorText();
  const [isOpen, setOpen] = useState(false);
  const { skuId, name, title, ownTitle, partNumber } = sku;
  return (
    <>
      <Button icon={<PenLine aria-hidden />} onClick={() => setOpen(true)}>
        {t(ownTitle === null ? "set" : "change")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("title", { name })}>
        <OwnTitleForm sku={sku} save={actions.setOwnTitle} close={() => setOpen(false)} />
      </Dialog>
      {ownTitle !== null && (
        <ConfirmDialog
          trigger={{ label: t("remove"), icon: <Trash2 aria-hidden />, appearance: "subtle" }}
          title={t("removeTitle", { name: ownTitle })}
          confirmLabel={t("remove")}
          onConfirm={() => failureOf(actions.removeOwnTitle({ skuId }))}
        >
          {t("removeText", { title: title ?? partNumber ?? skuId })}
        </ConfirmDialog>
      )}
    </>
  );
}

type FormProps = { sku: Sku; save: OwnTitleActions["setOwnTitle"]; close: () => void };

function OwnTitleForm({ sku, save, close }: FormProps) {
  const t = useTranslations("catalogue.ownTitle");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone: close });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <p className="text-muted">{t("text")}</p>
      <input type="hidden" name="skuId" value={sku.skuId} />
      <TextField
        name="title"
        label={t("label")}
        help={t("help")}
        error={fieldError("title")}
        defaultValue={sku.ownTitle ?? sku.title ?? ""}
        autoComplete="off"
      />
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {common("save")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
