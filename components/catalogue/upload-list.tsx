"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Field, useField } from "@/components/ui/field";
import { MessageBar } from "@/components/ui/message-bar";
import { useActionForm } from "@/lib/actions/use-action-form";
import { CATALOGUE_MIB_MAX } from "@/lib/catalogue/limits";
import { MICROSOFT_LIST_PAGE } from "@/lib/catalogue/microsoft-list";
import { sendList, type UploadResult } from "./send-list";

/** For servers that do not reach Microsoft: a person brings the list. */
export function UploadList() {
  const t = useTranslations("catalogue.upload");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [result, setResult] = useState<UploadResult | null>(null);
  const open = () => {
    setResult(null);
    setOpen(true);
  };
  const show = (taken: UploadResult) => {
    setResult(taken);
    router.refresh();
  };
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={<Upload aria-hidden />} onClick={open}>
        {t("open")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("title")}>
        {result ? <Result result={result} close={close} /> : <UploadForm onDone={show} close={close} />}
      </Dialog>
    </>
  );
}

function UploadForm({ onDone, close }: { onDone: (result: UploadResult) => void; close: () => void }) {
  const t = useTranslations("catalogue.upload");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(sendList, { onDone });
  const help = t("help", { maximum: CATALOGUE_MIB_MAX });
  const fault = fieldError("file");
  const { id, aria } = useField({ help, error: fault });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <p className="text-muted">
        {t("text")}{" "}
        <a className="link" href={MICROSOFT_LIST_PAGE} target="_blank" rel="noreferrer">
          {t("page")}
        </a>
      </p>
      <Field id={id} label={t("label")} help={help} error={fault}>
        <input
          id={id}
          name="file"
          type="file"
          accept=".csv,text/csv"
          className="rounded text-sm file:me-3 file:h-8 file:cursor-pointer file:rounded file:border file:border-solid file:border-control file:bg-surface file:px-3 file:text-base file:text-ink"
          {...aria}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("submit")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}

function Result({
  result: { skus, servicePlans, renamed, skipped },
  close,
}: {
  result: UploadResult;
  close: () => void;
}) {
  const t = useTranslations("catalogue.upload");
  const common = useTranslations("common");
  const lines = skipped.lines.join(", ");
  const more = skipped.count - skipped.lines.length;
  return (
    <div className="flex flex-col gap-4 pb-2">
      <MessageBar tone="success">{t("done")}</MessageBar>
      <DefinitionList
        items={[
          { label: t("labels.skus"), value: t("skus", skus) },
          { label: t("labels.servicePlans"), value: t("skus", servicePlans) },
          { label: t("labels.renamed"), value: t("renamed", renamed) },
          {
            label: t("labels.skipped"),
            value:
              skipped.count === 0 ? (
                t("noneSkipped")
              ) : (
                <>
                  {t("skipped", { count: skipped.count })}
                  <br />
                  {more > 0 ? t("moreLines", { lines, count: more }) : t("lines", { lines })}
                </>
              ),
          },
        ]}
      />
      <div className="flex justify-end pt-2">
        <Button autoFocus onClick={close}>
          {common("close")}
        </Button>
      </div>
    </div>
  );
}
