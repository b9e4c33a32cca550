"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ExcludeOption, noExclusion } from "@/components/portals/exclude-option";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { callAction } from "@/lib/actions/call-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ProductActions } from "./actions";
import { useWorkspace } from "./workspace";

type Props = {
  actions: Pick<ProductActions, "deleteProducts" | "deleteAndExclude">;
  products: readonly { id: number; name: string /** its portal still has it */; returns: boolean }[];
  close: () => void;
  /** where to go then: the drawer of what is gone closes */
  nextHref?: string;
};

/** Says of what its portal still has that it returns, and how to keep it away. */
export function DeleteProducts({ actions, products, close, nextHref }: Props) {
  const t = useTranslations("products.commands");
  const router = useRouter();
  const { general } = useErrorText();
  const { setNotice } = useWorkspace();
  const [exclusion, setExclusion] = useState(noExclusion);
  const returning = products.filter(({ returns }) => returns);
  const confirm = async () => {
    const productIds = products.map(({ id }) => id);
    const excludes = exclusion.isWanted && returning.length > 0;
    const result = await callAction(
      excludes
        ? actions.deleteAndExclude({ productIds, reason: exclusion.reason })
        : actions.deleteProducts({ productIds }),
    );
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
      title={t("deleteTitle", { count: products.length, name: products[0]?.name ?? "" })}
      confirmLabel={t("delete")}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-3">
        <p>{t("deleteText")}</p>
        {returning.length > 0 && (
          <ExcludeOption
            warning={t("deleteReturns", { count: returning.length, total: products.length })}
            value={exclusion}
            onChange={setExclusion}
            count={returning.length}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
