"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChoiceCards } from "@/components/portals/form/choice-cards";
import { Button, buttonClass } from "@/components/ui/button";
import { Field, useField } from "@/components/ui/field";
import { MessageBar } from "@/components/ui/message-bar";
import { TextArea } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ContactImportPreview } from "@/lib/contacts/import-preview";
import { CONTACTS_CSV_BYTES_MAX, CONTACTS_CSV_MIB_MAX } from "@/lib/contacts/limits";
import type { ContactKey } from "@/lib/contacts/schema";
import type { FormAction, ImportActions } from "../actions";

type Props = Pick<ImportActions, "previewImport"> & {
  /** the text of the file to fill in */
  template: string;
  onChecked: (preview: ContactImportPreview, form: FormData) => void;
};

/** Not sent at all when it is too large: the server would hang up in the middle of it. */
const refusingLarge =
  (send: FormAction<ContactImportPreview>): FormAction<ContactImportPreview> =>
  async (previous, form) => {
    const file = form.get("file");
    const text = new Blob([String(form.get("text") ?? "")]).size;
    if ((file instanceof File ? file.size : 0) + text <= CONTACTS_CSV_BYTES_MAX) return send(previous, form);
    const fault = { code: "csv-too-large", params: { maximum: CONTACTS_CSV_MIB_MAX } };
    return { ok: false, error: { ...fault, fields: { file: fault } } };
  };

export function ChooseFile({ previewImport, template, onChecked }: Props) {
  const t = useTranslations("contacts.import");
  const [key, setKey] = useState<ContactKey>("mail");
  const [isText, setText] = useState(false);
  const { form, isPending, error, fieldError } = useActionForm(refusingLarge(previewImport), { onDone: onChecked });
  const help = t("fileHelp", { maximum: CONTACTS_CSV_MIB_MAX });
  const fault = fieldError("file");
  const { id, aria } = useField({ help, error: fault });
  return (
    <form {...form} className="flex max-w-180 flex-col gap-4">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <ChoiceCards
        label={t("key")}
        value={key}
        onChange={setKey}
        choices={[
          { value: "mail", label: t("keyMail"), text: t("keyMailText") },
          { value: "customId", label: t("keyCustomId"), text: t("keyCustomIdText") },
        ]}
      />
      <input type="hidden" name="key" value={key} />
      <Field id={id} label={t("file")} help={help} error={fault}>
        <input
          id={id}
          name="file"
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="rounded text-sm file:me-3 file:h-8 file:cursor-pointer file:rounded file:border file:border-solid file:border-control file:bg-surface file:px-3 file:text-base file:text-ink"
          {...aria}
        />
      </Field>
      {isText ? (
        <TextArea name="text" label={t("text")} rows={8} spellCheck={false} className="font-mono text-xs" />
      ) : (
        <Button appearance="subtle" size="small" className="self-start" onClick={() => setText(true)}>
          {t("paste")}
        </Button>
      )}
      <p className="text-muted">{t("rules")}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("check")}
        </Button>
        <a
          className={buttonClass({})}
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`}
          download="contacts.csv"
        >
          <Download aria-hidden />
          {t("template")}
        </a>
      </div>
    </form>
  );
}
