"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DeletionDialog, useDeletionPreview } from "@/components/data-grid/deletion-dialog";
import { DeletionNames } from "@/components/data-grid/deletion-names";
import { ExcludeOption, noExclusion } from "@/components/portals/exclude-option";
import { useAction } from "@/lib/actions/use-action";
import type { Chosen } from "@/lib/paging/chosen";
import type { ProductDeletion } from "@/lib/products/deletion";
import type { ProductActions } from "./actions";
import { useWorkspace } from "./workspace";

type Props = {
  actions: Pick<ProductActions, "previewDeletion" | "deleteProducts" | "deleteAndExclude">;
  chosen: Chosen;
  close: () => void;
  /** where to go then: the drawer of what is gone closes */
  nextHref?: string;
};

/** Says what goes and what stays; of what its portal still has, that it returns, and how to keep it away. */
export function DeleteProducts({ actions, chosen, close, nextHref }: Props) {
  const t = useTranslations("products.commands");
  const router = useRouter();
  const { setNotice, selection } = useWorkspace();
  const { preview, found, only, count } = useDeletionPreview<ProductDeletion>(chosen, actions.previewDeletion);
  const [exclusion, setExclusion] = useState(noExclusion);
  const { run, isPending, failure } = useAction<{ deleted: number }>();
  const returning = found.filter(({ returns }) => returns).length;
  const remove = () => {
    const productIds = found.map(({ id }) => id);
    const excludes = exclusion.isWanted && returning > 0;
    run(
      () =>
        excludes
          ? actions.deleteAndExclude({ productIds, reason: exclusion.reason })
          : actions.deleteProducts({ productIds }),
      ({ deleted }) => {
        setNotice({ tone: "success", text: t("deleted", { count: deleted }) });
        selection.tickAll(false);
        if (nextHref) router.replace(nextHref, { scroll: false });
        close();
      },
    );
  };
  const many = count === null ? t("deleteMatching") : t("deleteTitle", { count });
  return (
    <DeletionDialog
      preview={preview}
      title={only ? t("deleteOne", { name: only.name }) : many}
      looking={t("deleteLooking")}
      confirm={found.length > 0 ? { label: t("delete"), onConfirm: remove } : null}
      isPending={isPending}
      refusal={failure}
      onClose={close}
    >
      {preview?.ok && <ProductOutcome found={found} isOne={only !== undefined} />}
      {returning > 0 && (
        <ExcludeOption
          warning={t("deleteReturns", { count: returning, total: found.length })}
          value={exclusion}
          onChange={setExclusion}
          count={returning}
        />
      )}
    </DeletionDialog>
  );
}

/** What goes, what goes with it, what stays, each with its number. */
export function ProductOutcome({ found, isOne }: { found: readonly ProductDeletion[]; isOne: boolean }) {
  const t = useTranslations("products.commands");
  const sumOf = (key: "consumers" | "licences") => found.reduce((sum, each) => sum + each[key], 0);
  if (found.length === 0) return <p>{t("deleteNothing")}</p>;
  return (
    <>
      {!isOne && (
        <DeletionNames title={t("deleteGoes", { count: found.length })} each={found}>
          {({ name, consumers }) => (
            <>
              {name}
              {consumers > 0 && <span className="text-muted"> · {t("deleteConsumers", { count: consumers })}</span>}
            </>
          )}
        </DeletionNames>
      )}
      <p>
        {t("deleteWith", { count: found.length, consumers: sumOf("consumers") })}{" "}
        {t("deleteStays", { licences: sumOf("licences") })}
      </p>
    </>
  );
}
