"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextArea } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { AddedConsumers } from "@/lib/products/commands-consumers";
import type { ConsumerActions } from "../actions";

type Props = {
  product: { id: number; name: string };
  add: ConsumerActions["addDevices"];
  onDone: (added: AddedConsumers) => void;
  close: () => void;
};

export function AddDevices({ product, add, onDone, close }: Props) {
  const t = useTranslations("products.consumers");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(add, { onDone });
  return (
    <Dialog isOpen onOpenChange={close} title={t("addDevicesTitle", { name: product.name })}>
      <form {...form} className="flex flex-col gap-4 pb-2">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        <input type="hidden" name="productId" value={product.id} />
        <TextArea
          name="names"
          label={t("names")}
          help={t("namesHelp")}
          error={fieldError("names")}
          rows={8}
          spellCheck={false}
          autoFocus
        />
        <div className="flex flex-wrap justify-end gap-2 pt-2">
          <Button type="submit" appearance="primary" isPending={isPending}>
            {common("add")}
          </Button>
          <Button onClick={close}>{common("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
