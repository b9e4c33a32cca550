"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { LicenceMetric } from "@/lib/db/generated/enums";
import { useFolderOptions } from "./folders/folder-options";

const metrics: readonly LicenceMetric[] = ["user_cal", "device_cal", "installation"];

export type FormProduct = {
  id: number;
  name: string;
  folderId: number;
  metric: LicenceMetric;
  isConcurrent: boolean;
  notes: string;
  version: number;
};

type Props<Data> = {
  save: (previous: null, form: FormData) => Promise<ActionResult<Data>>;
  /** null: a new one */
  product: FormProduct | null;
  /** of a new one */
  folderId: number | null;
  onDone: (data: Data) => void;
  close: () => void;
};

/** Adds or edits a product that people keep. What uses it is entered afterwards: people or devices, by its metric. */
export function ProductForm<Data>({ save, product, folderId, onDone, close }: Props<Data>) {
  const t = useTranslations("products.form");
  const options = useFolderOptions();
  const title = product ? t("editTitle", { name: product.name }) : t("addTitle");
  return (
    <Dialog isOpen onOpenChange={close} title={title}>
      {options.length === 0 ? (
        <p className="pb-4">{t("noFolder")}</p>
      ) : (
        <Fields {...{ save, product, folderId, onDone, close, options }} />
      )}
    </Dialog>
  );
}

function Fields<Data>({
  save,
  product,
  folderId,
  onDone,
  close,
  options,
}: Props<Data> & { options: { value: string; label: string }[] }) {
  const t = useTranslations("products");
  const common = useTranslations("common");
  const concurrentId = useId();
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      {product && (
        <>
          <input type="hidden" name="productId" value={product.id} />
          <input type="hidden" name="version" value={product.version} />
        </>
      )}
      <TextField
        name="name"
        label={t("form.name")}
        error={fieldError("name")}
        defaultValue={product?.name}
        autoComplete="off"
        autoFocus
      />
      <Select
        name="folderId"
        label={t("form.folder")}
        error={fieldError("folderId")}
        defaultValue={`${product?.folderId ?? folderId ?? options[0]?.value}`}
        options={options}
      />
      <Select
        name="metric"
        label={t("form.metric")}
        help={t("form.metricHelp")}
        error={fieldError("metric")}
        defaultValue={product?.metric ?? "user_cal"}
        options={metrics.map((metric) => ({ value: metric, label: t(`metric.${metric}`) }))}
      />
      <div className="flex flex-col gap-1">
        <label htmlFor={concurrentId} className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            id={concurrentId}
            name="isConcurrent"
            value="yes"
            defaultChecked={product?.isConcurrent}
            aria-describedby={`${concurrentId}-help`}
            className="size-4 accent-brand"
          />
          {t("form.concurrent")}
        </label>
        <p id={`${concurrentId}-help`} className="text-xs text-muted">
          {t("form.concurrentHelp")}
        </p>
      </div>
      <TextArea
        name="notes"
        label={t("form.notes")}
        isOptional
        error={fieldError("notes")}
        defaultValue={product?.notes}
      />
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {common(product ? "save" : "add")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
