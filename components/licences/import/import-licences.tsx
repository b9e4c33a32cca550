"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, useField } from "@/components/ui/field";
import { MessageBar } from "@/components/ui/message-bar";
import { TextArea } from "@/components/ui/text-field";
import type { ActionError, ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ImportPreview } from "@/lib/licences/commands-import";
import { CSV_BYTES_MAX, CSV_LINES_MAX, CSV_MIB_MAX } from "@/lib/licences/csv-fields";
import { Preview } from "./preview";

const path = "/licence-management/licences";

type Previewed = { preview: ImportPreview; source: FormData };
export type ImportActions = {
  previewLicences: (previous: null, form: FormData) => Promise<ActionResult<ImportPreview>>;
  importLicences: (previous: null, form: FormData) => Promise<ActionResult<{ licences: number }>>;
};

/** A file is read, its preview looked at, and what is valid imported; then the next one. */
export function ImportLicences(actions: ImportActions) {
  const t = useTranslations("licences.import");
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [imported, setImported] = useState<number | null>(null);
  if (imported !== null) {
    return (
      <div className="flex max-w-180 flex-col gap-4">
        <MessageBar tone="success">{t("done", { count: imported })}</MessageBar>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`${path}?origin=manual`} appearance="primary">
            {t("toList")}
          </ButtonLink>
          <Button
            onClick={() => {
              setImported(null);
              setPreviewed(null);
            }}
          >
            {t("again")}
          </Button>
        </div>
      </div>
    );
  }
  if (previewed) {
    return (
      <Preview
        {...previewed}
        importLicences={actions.importLicences}
        onDone={setImported}
        onAgain={() => setPreviewed(null)}
      />
    );
  }
  return (
    <SourceForm
      previewLicences={actions.previewLicences}
      onDone={(preview, source) => setPreviewed({ preview, source })}
    />
  );
}

type SourceProps = Pick<ImportActions, "previewLicences"> & {
  onDone: (preview: ImportPreview, source: FormData) => void;
};

/** Whatever is wrong with the file is wrong with the field that holds it. */
const ofFile = (error: Pick<ActionError, "code" | "params">): ActionResult<never> => ({
  ok: false,
  error: { ...error, fields: { file: { code: error.code, params: error.params } } },
});

function SourceForm({ previewLicences, onDone }: SourceProps) {
  const t = useTranslations("licences.import");
  const read = async (_previous: null, form: FormData) => {
    const file = form.get("file");
    // Not sent at all: the server would hang up in the middle of it.
    if (file instanceof File && file.size > CSV_BYTES_MAX) {
      return ofFile({ code: "csv-too-large", params: { maximum: CSV_MIB_MAX } });
    }
    const result = await previewLicences(null, form);
    return !result.ok && result.error.code.startsWith("csv-") ? ofFile(result.error) : result;
  };
  const { form, isPending, error, fieldError } = useActionForm(read, { onDone });
  const help = t("fileHelp", { maximum: CSV_MIB_MAX, lines: CSV_LINES_MAX });
  const fault = fieldError("file");
  const { id, aria } = useField({ help, error: fault });
  return (
    <form {...form} className="flex max-w-180 flex-col gap-5">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <div className="flex flex-col gap-2">
        <h2 className="text-lg">{t("columns")}</h2>
        <p className="text-muted">{t("columnsText")}</p>
        <div>
          <ButtonLink href={`${path}/import/template`} prefetch={false} download icon={<Download aria-hidden />}>
            {t("template")}
          </ButtonLink>
        </div>
      </div>
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
      <TextArea name="text" label={t("paste")} isOptional rows={6} spellCheck={false} maxLength={CSV_BYTES_MAX} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("read")}
        </Button>
        <ButtonLink href={path} appearance="subtle">
          {useTranslations("common")("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
