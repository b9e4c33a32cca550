"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { callAction } from "@/lib/actions/call-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ProductActions } from "./actions";
import { useWorkspace } from "./workspace";

type Props = {
  remove: ProductActions["deleteProducts"];
  products: readonly { id: number; name: string }[];
  hasImported: boolean;
  /** selected, but fed by an import */
  skipped: number;
  close: () => void;
  /** where to go then: the drawer of what is gone closes */
  nextHref?: string;
};

export function DeleteProducts({ remove, products, hasImported, skipped, close, nextHref }: Props) {
  const t = useTranslations("products.commands");
  const router = useRouter();
  const { general } = useErrorText();
  const { setNotice } = useWorkspace();
  const count = products.length;
  const confirm = async () => {
    const result = await callAction(remove({ productIds: products.map(({ id }) => id) }));
    if (result.ok) {
      setNotice({ tone: "success", text: t("deleted", { count: result.data.deleted }) });
      if (nextHref) router.replace(nextHref, { scroll: false });
    }
    return general(result);
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      isDanger
      title={t("deleteTitle", { count, name: products[0]?.name ?? "" })}
      confirmLabel={t("delete")}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-2">
        <p>{t("deleteText")}</p>
        {hasImported && <p>{t("deleteImported")}</p>}
        {skipped > 0 && <p>{t("deleteSkipped", { count: skipped })}</p>}
      </div>
    </ConfirmDialog>
  );
}
