"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";

export type DeleteOrphansAction = (input: {
  portalId: string | null;
}) => Promise<ActionResult<{ licences: number; products: number }>>;

type Props = { portalId: string | null; licences: number; products: number; deleteOrphans: DeleteOrphansAction };

export function DeleteOrphans({ portalId, licences, products, deleteOrphans }: Props) {
  const t = useTranslations("licences.cleanUp");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("delete", { count: licences }), icon: <Trash2 aria-hidden /> }}
      title={t("question", { count: licences })}
      confirmLabel={t("confirm")}
      isDanger
      onConfirm={() => failureOf(deleteOrphans({ portalId }))}
    >
      {t("goes", { products })}
    </ConfirmDialog>
  );
}
