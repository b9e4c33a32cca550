"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { useAction } from "@/lib/actions/use-action";
import type { ContactImportPreview, ImportCounts } from "@/lib/contacts/import-preview";
import type { ImportActions } from "../actions";
import { ChooseFile } from "./choose-file";
import { Counts, ImportPreview } from "./import-preview";

type Props = { actions: ImportActions; template: string };
/** What has the focus is gone when the next part is shown: reading goes on there. */
const focusWhenShown = (part: HTMLElement | null) => part?.focus();

type Checked = { preview: ContactImportPreview; form: FormData };

/** Choose, look at what would happen, import: the same file is sent again, and judged again. */
export function ImportContacts({ actions, template }: Props) {
  const t = useTranslations("contacts.import");
  const [checked, setChecked] = useState<Checked | null>(null);
  const [done, setDone] = useState<ImportCounts | null>(null);
  if (done) {
    return (
      <div ref={focusWhenShown} tabIndex={-1} className="flex max-w-180 flex-col gap-4 outline-none">
        <MessageBar tone="success">{t("done")}</MessageBar>
        <Counts counts={done} />
        <ButtonLink className="self-start" appearance="primary" href="/master-data/contacts?origin=manual">
          {t("toList")}
        </ButtonLink>
      </div>
    );
  }
  return (
    <>
      {/* What was chosen is still there when somebody comes back to it. */}
      <div hidden={checked !== null}>
        <ChooseFile
          previewImport={actions.previewImport}
          template={template}
          onChecked={(preview, form) => setChecked({ preview, form })}
        />
      </div>
      {checked && (
        <div ref={focusWhenShown} tabIndex={-1} className="flex max-w-220 flex-col gap-4 outline-none">
          <ImportPreview preview={checked.preview} />
          <Confirm
            checked={checked}
            importContacts={actions.importContacts}
            onBack={() => setChecked(null)}
            onDone={setDone}
          />
        </div>
      )}
    </>
  );
}

type ConfirmProps = Pick<ImportActions, "importContacts"> & {
  checked: Checked;
  onBack: () => void;
  onDone: (counts: ImportCounts) => void;
};

function Confirm({ checked: { preview, form }, importContacts, onBack, onDone }: ConfirmProps) {
  const t = useTranslations("contacts.import");
  const { run, isPending, failure } = useAction<ImportCounts>();
  const count = preview.counts.created + preview.counts.updated;
  return (
    <>
      {count === 0 && <MessageBar tone="info">{t("nothing")}</MessageBar>}
      {failure && <MessageBar tone="error">{failure}</MessageBar>}
      <div className="flex flex-wrap gap-2">
        {count > 0 && (
          <Button
            appearance="primary"
            isPending={isPending}
            onClick={() => run(() => importContacts(null, form), onDone)}
          >
            {t("submit", { count })}
          </Button>
        )}
        <Button disabled={isPending} onClick={onBack}>
          {t("other")}
        </Button>
      </div>
    </>
  );
}
