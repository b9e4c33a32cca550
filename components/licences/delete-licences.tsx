"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { DeletionDialog, useDeletionPreview } from "@/components/data-grid/deletion-dialog";
import { DeletionNames } from "@/components/data-grid/deletion-names";
import { ExcludeOption, noExclusion } from "@/components/portals/exclude-option";
import { useAction } from "@/lib/actions/use-action";
import type { LicenceDeletion } from "@/lib/licences/deletion";
import type { Chosen } from "@/lib/paging/chosen";
import type { LicenceActions } from "./licence-actions";

export type DeleteActions = Pick<LicenceActions, "previewDeletion" | "deleteLicences" | "deleteAndExclude">;
type Props = { chosen: Chosen; actions: DeleteActions; onClose: () => void; onDeleted: () => void };

/** Says what goes and what goes with it; of what its portal still has, that it returns, and how to keep it away. */
export function DeleteLicences({ chosen, actions, onClose, onDeleted }: Props) {
  const t = useTranslations("licences.delete");
  const { previewDeletion, deleteLicences, deleteAndExclude } = actions;
  const { preview, found, only, count } = useDeletionPreview<LicenceDeletion>(chosen, previewDeletion);
  const [exclusion, setExclusion] = useState(noExclusion);
  const { run, isPending, failure } = useAction<unknown>();
  const going = found.filter(({ upgrades }) => upgrades.length === 0);
  const returning = going.filter(({ returns }) => returns);
  const remove = () => {
    const ids = going.map(({ id }) => id);
    const excludes = exclusion.isWanted && returning.length > 0;
    run(
      () =>
        excludes
          ? deleteAndExclude({ licenceIds: ids, reason: exclusion.reason })
          : deleteLicences({ licenceIds: ids }),
      onDeleted,
    );
  };
  const label = only ? t("confirm") : t("confirmMany", { count: going.length });
  const title = count === null ? t("titleMatching") : t("titleMany", { count });
  return (
    <DeletionDialog
      preview={preview}
      title={only ? t("title", { name: only.name }) : title}
      looking={t("looking")}
      confirm={going.length > 0 ? { label, onConfirm: remove } : null}
      isPending={isPending}
      refusal={failure}
      onClose={onClose}
    >
      {preview?.ok && <LicenceOutcome found={found} isOne={only !== undefined} />}
      {returning.length > 0 && (
        <ExcludeOption
          warning={t("returns", { count: returning.length })}
          value={exclusion}
          onChange={setExclusion}
          count={returning.length}
        />
      )}
    </DeletionDialog>
  );
}

/** What goes, what goes with it, what stays, each with its number. */
export function LicenceOutcome({ found, isOne }: { found: readonly LicenceDeletion[]; isOne: boolean }) {
  const t = useTranslations("licences.delete");
  const format = useFormatter();
  const going = found.filter(({ upgrades }) => upgrades.length === 0);
  const held = found.filter(({ upgrades }) => upgrades.length > 0);
  const bound = going.reduce((sum, each) => sum + each.bound, 0);
  const products = going.filter(({ product }) => product !== null).length;
  const kept = new Set(going.flatMap(({ linked }) => linked)).size;
  const [one] = going;
  if (found.length === 0) return <p>{t("nothing")}</p>;
  return (
    <>
      {isOne && one && <p>{t(fateOf(one), { product: one.product ?? "", linked: format.list(one.linked) })}</p>}
      {!isOne && going.length > 0 && (
        <>
          <DeletionNames title={t("goes", { count: going.length })} each={going}>
            {({ name, product, linked }) => (
              <>
                {name}
                {product !== null && <span className="text-muted"> · {t("withProduct", { product })}</span>}
                {linked.length > 0 && (
                  <span className="text-muted"> · {t("keepsProduct", { product: format.list(linked) })}</span>
                )}
              </>
            )}
          </DeletionNames>
          <p>{t("products", { products, kept })}</p>
        </>
      )}
      {bound > 0 && <p>{t("bound", { count: bound })}</p>}
      {held.length > 0 && (
        <DeletionNames title={t("held", { count: held.length })} each={held}>
          {({ name, upgrades }) => (
            <>
              {name}
              <span className="text-muted"> · {t("upgradedBy", { names: upgrades.join(", ") })}</span>
            </>
          )}
        </DeletionNames>
      )}
    </>
  );
}

function fateOf({ portalName, product, linked }: LicenceDeletion) {
  if (portalName === null) return linked.length > 0 ? "manual" : "manualAlone";
  if (product !== null) return "imported";
  return linked.length > 0 ? "productStays" : "importedAlone";
}
