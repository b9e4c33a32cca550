"use client";

import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { LicenceActions } from "./licence-actions";

type Props = {
  licence: { id: number; name: string; bound: number };
  product: string;
  setProduct: LicenceActions["setProduct"];
};

export function UnlinkProduct({ licence, product, setProduct }: Props) {
  const t = useTranslations("licences.unlink");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("open"), icon: <Unlink aria-hidden />, size: "small" }}
      title={t("title", { product })}
      confirmLabel={t("confirm")}
      onConfirm={() => failureOf(setProduct({ licenceId: licence.id, productId: null }))}
    >
      {t("text", { name: licence.name, product })} {t("bound", { count: licence.bound })}
    </ConfirmDialog>
  );
}
