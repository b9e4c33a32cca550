"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { LicenceActions } from "../actions";

type Props = {
  productId: number;
  licence: { id: number; name: string; bound: number };
  unlink: LicenceActions["unlinkLicence"];
};

export function UnlinkLicence({ productId, licence, unlink }: Props) {
  const t = useTranslations("products.licences");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("unlink"), appearance: "subtle", size: "small" }}
      title={t("unlinkTitle", { name: licence.name })}
      confirmLabel={t("unlink")}
      onConfirm={() => failureOf(unlink({ productId, licenceId: licence.id }))}
    >
      {t("unlinkText", { name: licence.name })} {t("unlinkBound", { count: licence.bound })}
    </ConfirmDialog>
  );
}
