"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { MessageBar } from "@/components/ui/message-bar";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ImportPreview } from "@/lib/licences/commands-import";
import type { ImportActions } from "./import-licences";
import { FaultTable, LineTable, RepeatTable } from "./tables";

type Props = {
  preview: ImportPreview;
  /** the form that was read: it is sent once more */
  source: FormData;
  importLicences: ImportActions["importLicences"];
  onDone: (licences: number) => void;
  onAgain: () => void;
};

export function Preview({ preview, source, importLicences, onDone, onAgain }: Props) {
  const t = useTranslations("licences.import");
  const { total, valid, repeated, repeats, faultyLines, faults, moreFaults, lines, unknownColumns, newChannels } =
    preview;
  const [takesRepeated, setTakesRepeated] = useState(false);
  const taken = takesRepeated ? valid : valid - repeated;
  const send = () => {
    const form = new FormData();
    for (const [name, value] of source.entries()) form.append(name, value);
    form.set("expected", String(taken));
    if (takesRepeated) form.set("takesRepeated", "yes");
    return importLicences(null, form);
  };
  const { form, isPending, error } = useActionForm(send, { onDone: ({ licences }) => onDone(licences) });
  return (
    <form {...form} className="flex flex-col gap-5">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <MessageBar tone={faultyLines > 0 ? "warning" : "info"} title={t("summary", { valid, total })}>
        {faultyLines > 0 && t("faulty", { count: faultyLines })}
      </MessageBar>
      {unknownColumns.length > 0 && (
        <MessageBar tone="info">{t("unknown", { columns: unknownColumns.join(", ") })}</MessageBar>
      )}
      {newChannels.length > 0 && (
        <MessageBar tone="info">{t("newChannels", { names: newChannels.join(", ") })}</MessageBar>
      )}
      {repeated > 0 && (
        <MessageBar tone="warning" title={t("repeated", { count: repeated })}>
          <p>{t("repeatedText", { count: repeated })}</p>
          <CheckBox
            label={t("takeRepeated", { count: repeated })}
            checked={takesRepeated}
            onChange={({ target }) => setTakesRepeated(target.checked)}
          />
        </MessageBar>
      )}
      {repeats.length > 0 && <RepeatTable repeats={repeats} more={repeated - repeats.length} />}
      {faults.length > 0 && <FaultTable faults={faults} more={moreFaults} />}
      {lines.length > 0 && <LineTable lines={lines} more={valid - lines.length} />}
      <div className="sticky bottom-0 z-10 flex flex-wrap gap-2 border-t border-line bg-canvas py-3">
        {taken > 0 && (
          <Button type="submit" appearance="primary" isPending={isPending}>
            {t("do", { count: taken })}
          </Button>
        )}
        <Button onClick={onAgain}>{t("again")}</Button>
      </div>
    </form>
  );
}
