"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ExcludeOption, noExclusion } from "@/components/portals/exclude-option";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Spinner } from "@/components/ui/spinner";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { LicenceDeletion } from "@/lib/licences/deletion";
import type { LicenceActions } from "./licence-actions";

const NAMES_SHOWN = 10;

export type DeleteActions = Pick<LicenceActions, "previewDeletion" | "deleteLicences" | "deleteAndExclude">;
type Props = { licenceIds: readonly number[]; actions: DeleteActions; onClose: () => void; onDeleted: () => void };

/** Says what goes and what goes with it; of what its portal still has, that it returns, and how to keep it away. */
export function DeleteLicences({ licenceIds, actions, onClose, onDeleted }: Props) {
  const t = useTranslations("licences.delete");
  const common = useTranslations("common");
  const { general } = useErrorText();
  const [preview, setPreview] = useState<ActionResult<LicenceDeletion[]> | null>(null);
  const [exclusion, setExclusion] = useState(noExclusion);
  const { run, isPending, failure: refusal } = useAction<unknown>();
  // Those that were ticked when the dialog opened.
  const asked = useRef([...licenceIds]);
  const { previewDeletion, deleteLicences, deleteAndExclude } = actions;
  useEffect(() => {
    let isCurrent = true;
    void callAction(previewDeletion({ licenceIds: asked.current })).then((found) => isCurrent && setPreview(found));
    return () => {
      isCurrent = false;
    };
  }, [previewDeletion]);
  const found = preview?.ok ? preview.data : [];
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
  const [only] = asked.current.length === 1 ? found : [];
  const failure = general(preview) ?? refusal;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}
      title={only ? t("title", { name: only.name }) : t("titleMany", { count: asked.current.length })}
      footer={
        <>
          {going.length > 0 && (
            <Button appearance="danger" isPending={isPending} onClick={remove}>
              {only ? t("confirm") : t("confirmMany", { count: going.length })}
            </Button>
          )}
          <Button onClick={onClose}>{common(going.length > 0 || !preview ? "cancel" : "close")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4" aria-live="polite">
        {failure && <MessageBar tone="error">{failure}</MessageBar>}
        {!preview && (
          <p className="flex items-center gap-2 text-muted">
            <Spinner /> {t("looking")}
          </p>
        )}
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
      </div>
    </Dialog>
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
