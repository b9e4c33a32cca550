"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, useField } from "@/components/ui/field";
import { MessageBar } from "@/components/ui/message-bar";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ConsumerKind } from "@/lib/db/generated/enums";
import type { ConsumerFilePreview } from "@/lib/products/commands-consumer-file";
import type { AddedConsumers } from "@/lib/products/commands-consumers";
import type { ConsumerActions } from "../actions";
import { FilePreview } from "./file-preview";

type Props = {
  product: { id: number; name: string };
  kind: ConsumerKind;
  actions: Pick<ConsumerActions, "previewConsumerFile" | "addConsumersFromFile">;
  onDone: (added: AddedConsumers) => void;
  close: () => void;
};

/** A file is shown line by line before anything of it is taken. */
export function ImportConsumers({ product, kind, actions, onDone, close }: Props) {
  const t = useTranslations("products.consumers");
  const [read, setRead] = useState<{ file: File; preview: ConsumerFilePreview } | null>(null);
  return (
    <Dialog isOpen onOpenChange={close} title={t("importTitle", { name: product.name })} width="wide">
      {read ? (
        <FilePreview
          preview={read.preview}
          // The same file once more: what was shown is not what is trusted.
          add={async () => {
            const form = new FormData();
            form.set("productId", `${product.id}`);
            form.set("file", read.file);
            return actions.addConsumersFromFile(null, form);
          }}
          onDone={onDone}
          onOtherFile={() => setRead(null)}
        />
      ) : (
        <ChooseFile
          {...{ product, kind, close }}
          preview={actions.previewConsumerFile}
          onRead={(file, preview) => setRead({ file, preview })}
        />
      )}
    </Dialog>
  );
}

type ChooseProps = Pick<Props, "product" | "kind" | "close"> & {
  preview: ConsumerActions["previewConsumerFile"];
  onRead: (file: File, preview: ConsumerFilePreview) => void;
};

function ChooseFile({ product, kind, close, preview, onRead }: ChooseProps) {
  const t = useTranslations("products.consumers");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(preview, {
    onDone: (data, given) => {
      const file = given.get("file");
      if (file instanceof File) onRead(file, data);
    },
  });
  const help = t(kind === "person" ? "fileHelpPerson" : "fileHelpDevice");
  const fault = fieldError("file");
  const { id, aria } = useField({ help, error: fault });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <input type="hidden" name="productId" value={product.id} />
      <Field id={id} label={t("file")} help={help} error={fault}>
        <input
          id={id}
          name="file"
          type="file"
          accept=".csv,.txt,text/csv"
          className="rounded text-sm file:me-3 file:h-8 file:cursor-pointer file:rounded file:border file:border-solid file:border-control file:bg-surface file:px-3 file:text-base file:text-ink"
          {...aria}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("preview")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
