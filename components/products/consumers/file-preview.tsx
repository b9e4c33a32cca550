"use client";

import { Check, CircleAlert, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import type { ConsumerFilePreview } from "@/lib/products/commands-consumer-file";
import type { AddedConsumers } from "@/lib/products/commands-consumers";
import type { PreviewLine } from "@/lib/products/consumer-file";

type Props = {
  preview: ConsumerFilePreview;
  add: () => Promise<ActionResult<AddedConsumers>>;
  onDone: (added: AddedConsumers) => void;
  onOtherFile: () => void;
};

export function FilePreview({ preview, add, onDone, onOtherFile }: Props) {
  const t = useTranslations("products.consumers");
  const { run, isPending, failure } = useAction<AddedConsumers>();
  const { valid, known, faulty, lines } = preview;
  const total = valid + known + faulty;
  return (
    <div className="flex flex-col gap-3 pb-2">
      {failure && <MessageBar tone="error">{failure}</MessageBar>}
      <MessageBar tone={faulty > 0 ? "warning" : "info"}>{t("previewText", { valid, known, faulty })}</MessageBar>
      <div className="max-h-80 overflow-auto rounded border border-line">
        <table className="w-full border-collapse text-start">
          <thead className="sticky top-0 bg-surface text-muted">
            <tr className="border-b border-line">
              <th className="px-3 py-1.5 text-end font-semibold">{t("line")}</th>
              <th className="px-3 py-1.5 text-start font-semibold">{t("given")}</th>
              <th className="px-3 py-1.5 text-start font-semibold">{t("result")}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {lines.map((line) => (
              <tr key={line.line}>
                <td className="tabular px-3 py-1 text-end text-muted">{line.line}</td>
                <td className="px-3 py-1 wrap-anywhere">{line.given || "–"}</td>
                <td className="px-3 py-1">
                  <LineResult line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length < total && <p className="text-xs text-muted">{t("shown", { shown: lines.length, total })}</p>}
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button appearance="primary" disabled={valid === 0} isPending={isPending} onClick={() => run(add, onDone)}>
          {t("submitFile", { count: valid })}
        </Button>
        <Button onClick={onOtherFile}>{t("otherFile")}</Button>
      </div>
    </div>
  );
}

function LineResult({ line: { fault, isKnown, name } }: { line: PreviewLine }) {
  const t = useTranslations("products.consumers");
  const Icon = fault ? CircleAlert : isKnown ? Minus : Check;
  const text = fault ? t(`faults.${fault}`) : t(isKnown ? "isKnown" : "willAdd", { name: name ?? "" });
  return (
    <span className={`flex items-start gap-1.5 ${fault ? "text-red" : isKnown ? "text-muted" : ""}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {text}
    </span>
  );
}
