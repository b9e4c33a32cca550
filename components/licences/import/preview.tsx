"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ImportPreview } from "@/lib/licences/commands-import";
import type { ImportActions } from "./import-licences";
import { FaultTable, LineTable } from "./tables";

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
  const { total, valid, faultyLines, faults, moreFaults, lines, unknownColumns, newChannels } = preview;
  const send = () => {
    const form = new FormData();
    for (const [name, value] of source.entries()) form.append(name, value);
    form.set("expected", String(valid));
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
      {faults.length > 0 && <FaultTable faults={faults} more={moreFaults} />}
      {lines.length > 0 && <LineTable lines={lines} more={valid - lines.length} />}
      <div className="sticky bottom-0 z-10 flex flex-wrap gap-2 border-t border-line bg-canvas py-3">
        {valid > 0 && (
          <Button type="submit" appearance="primary" isPending={isPending}>
            {t("do", { count: valid })}
          </Button>
        )}
        <Button onClick={onAgain}>{t("again")}</Button>
      </div>
    </form>
  );
}
