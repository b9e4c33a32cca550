"use client";

import { Check, CircleAlert, Monitor, Trash2, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSelection } from "@/components/portals/exclusions/use-selection";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { StatusBadge } from "@/components/ui/status-badge";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ConsumerRow } from "@/lib/products/queries-consumers";
import type { ConsumerActions } from "../actions";

type Props = {
  productId: number;
  rows: readonly ConsumerRow[];
  /** null: imported, or may only look */
  remove: ConsumerActions["removeConsumers"] | null;
};

export function ConsumerList({ productId, rows, remove }: Props) {
  const t = useTranslations("products.consumers");
  const { failureOf } = useErrorText();
  const ids = rows.map(({ id }) => `${id}`);
  const selection = useSelection(ids, ids);
  const count = selection.selectedIds.length;
  if (rows.length === 0) return null;
  return (
    <>
      {remove && (
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          <label className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={count === rows.length}
              ref={(input) => {
                if (input) input.indeterminate = count > 0 && count < rows.length;
              }}
              onChange={(event) => selection.tickAll(event.target.checked)}
              className="size-4 accent-brand"
            />
            {t("selectAll")}
          </label>
          {count > 0 && (
            <ConfirmDialog
              trigger={{ label: `${t("remove")} (${count})`, icon: <Trash2 aria-hidden />, size: "small" }}
              isDanger
              title={t("removeTitle", { count })}
              confirmLabel={t("remove")}
              onConfirm={() => failureOf(remove({ productId, consumerIds: selection.selectedIds.map(Number) }))}
            >
              {t("removeText")}
            </ConfirmDialog>
          )}
        </div>
      )}
      <ul aria-label={t("label")} className="flex flex-col divide-y divide-line">
        {rows.map((consumer) => (
          <li key={consumer.id} className="flex items-center gap-x-3 py-2">
            {remove && (
              <input
                type="checkbox"
                checked={selection.isSelected(`${consumer.id}`)}
                aria-label={t("select", { name: consumer.name })}
                onChange={(event) =>
                  selection.onTick(
                    `${consumer.id}`,
                    event.target.checked,
                    (event.nativeEvent as MouseEvent).shiftKey === true,
                  )
                }
                className="size-4 shrink-0 accent-brand"
              />
            )}
            <ConsumerEntry consumer={consumer} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ConsumerEntry({ consumer: { contactId, kind, name, detail, isGone, isCovered } }: { consumer: ConsumerRow }) {
  const t = useTranslations("products.consumers");
  const Icon = kind === "person" ? UserRound : Monitor;
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        {contactId === null ? (
          <span className="wrap-break-word">{name}</span>
        ) : (
          <Link className="link" href={`/master-data/contacts?contact=${contactId}`}>
            {name}
          </Link>
        )}
        {(detail || isGone) && (
          <p className="truncate text-xs text-muted" title={detail}>
            {[detail, isGone ? t("gone") : ""].filter(Boolean).join(" · ")}
          </p>
        )}
      </div>
      {isCovered === true && <StatusBadge tone="green" icon={<Check aria-hidden />} label={t("covered")} />}
      {isCovered === false && <StatusBadge tone="red" icon={<CircleAlert aria-hidden />} label={t("uncovered")} />}
    </>
  );
}
