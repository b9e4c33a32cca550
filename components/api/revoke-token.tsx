"use client";

import { CircleSlash } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";

type Props = {
  token: { id: string; name: string };
  revoke: (input: { tokenId: string }) => Promise<ActionResult<void>>;
};

export function RevokeToken({ token, revoke }: Props) {
  const t = useTranslations("apiTokens.revoke");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("open"), icon: <CircleSlash aria-hidden />, appearance: "danger" }}
      title={t("title", { name: token.name })}
      confirmLabel={t("submit")}
      isDanger
      onConfirm={() => failureOf(revoke({ tokenId: token.id }))}
    >
      {t("text")}
    </ConfirmDialog>
  );
}
