"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DeletionDialog, useDeletionPreview } from "@/components/data-grid/deletion-dialog";
import { ExcludeOption, noExclusion } from "@/components/portals/exclude-option";
import { useAction } from "@/lib/actions/use-action";
import type { LicenceDeletion } from "@/lib/licences/deletion";
import type { LicenceActions } from "./licence-actions";

const NAMES_SHOWN = 10;

export type DeleteActions = Pick<LicenceActions, "previewDeletion" | "deleteLicences" | "deleteAndExclude">;
type Props = { licenceIds: readonly number[]; actions: DeleteActions; onClose: () => void; onDeleted: () => void };

/** Says what goes and what goes with it; of what its portal still has, that it returns, and how to keep it away. */
export function DeleteLicences({ licenceIds, actions, onClose, onDeleted }: Props) {
  const t = useTranslations("licences.delete");
  const { previewDeletion, deleteLicences, deleteAndExclude } = actions;
  const { preview, found, only, count } = useDeletionPreview<LicenceDeletion>(licenceIds, (ids) =>
    previewDeletion({ licenceIds: ids }),
  );
  const [exclusion, setExclusion] = useState(noExclusion);
  const { run, isPending, failure } = useAction<unknown>();
  const going = found.filter(({ upgrades }) => upgrades.length === 0);
  const held = found.filter(({ upgrades }) => upgrades.length > 0);
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
  return (
    <DeletionDialog
      preview={preview}
      title={only ? t("title", { name: only.name }) : t("titleMany", { count })}
      looking={t("looking")}
      confirm={going.length > 0 ? { label, onConfirm: remove } : null}
      isPending={isPending}
      refusal={failure}
      onClose={onClose}
    >
      {preview?.ok && found.length === 0 && <p>{t("nothing")}</p>}
      {only ? (
        <p>{t(only.portalName === null ? "manual" : only.product === null ? "productStays" : "imported")}</p>
      ) : (
        going.length > 0 && <Names title={t("goes", { count: going.length })} licences={going} />
      )}
      {held.length > 0 && <Names title={t("held", { count: held.length })} licences={held} />}
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

function Names({ title, licences }: { title: string; licences: readonly LicenceDeletion[] }) {
  const t = useTranslations("licences.delete");
  const more = licences.length - NAMES_SHOWN;
  return (
    <div>
      <p>{title}</p>
      <ul className="list-disc ps-5">
        {licences.slice(0, NAMES_SHOWN).map(({ id, name, product, upgrades }) => (
          <li key={id} className="wrap-break-word">
            {name}
            {product !== null && <span className="text-muted"> · {t("withProduct", { product })}</span>}
            {upgrades.length > 0 && (
              <span className="text-muted"> · {t("upgradedBy", { names: upgrades.join(", ") })}</span>
            )}
          </li>
        ))}
        {more > 0 && <li className="text-muted">{t("more", { count: more })}</li>}
      </ul>
    </div>
  );
}
