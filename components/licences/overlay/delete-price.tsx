"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { OverlayActions } from "./actions";

type Props = { licenceId: number; startsOn: string; title: string; remove: OverlayActions["deletePrice"] };

export function DeletePrice({ licenceId, startsOn, title, remove }: Props) {
  const t = useTranslations("overlay.prices");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("delete"), icon: <Trash2 aria-hidden />, appearance: "subtle", size: "small" }}
      title={title}
      confirmLabel={t("delete")}
      isDanger
      onConfirm={() => failureOf(remove({ licenceId, startsOn }))}
    >
      {t("deleteText")}
    </ConfirmDialog>
  );
}
