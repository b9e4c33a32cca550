"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Spinner } from "@/components/ui/spinner";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { DeletionCandidate } from "@/lib/contacts/deletion";
import type { DeleteActions } from "./actions";

const namesShownMax = 10;

type Props = { contactIds: readonly number[]; actions: DeleteActions; onClose: () => void; onDeleted: () => void };

/** Says which of these contacts can go and what holds the others, then deletes the former. */
export function DeleteDialog({ contactIds, actions, onClose, onDeleted }: Props) {
  const t = useTranslations("contacts.delete");
  const common = useTranslations("common");
  const { general } = useErrorText();
  const [preview, setPreview] = useState<ActionResult<DeletionCandidate[]> | null>(null);
  const { run, isPending, failure: refusal } = useAction<{ deleted: number }>();
  // Those that were ticked when the dialog opened.
  const asked = useRef([...contactIds]);
  const { previewDeletion, deleteContacts } = actions;
  useEffect(() => {
    let isCurrent = true;
    void callAction(previewDeletion({ contactIds: asked.current })).then((found) => isCurrent && setPreview(found));
    return () => {
      isCurrent = false;
    };
  }, [previewDeletion]);
  const found = preview?.ok ? preview.data : [];
  const free = found.filter(({ obstacle }) => obstacle === null);
  const remove = () => run(() => deleteContacts({ contactIds: free.map(({ id }) => id) }), onDeleted);
  const [only] = asked.current.length === 1 ? found : [];
  const failure = general(preview) ?? refusal;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}
      title={only ? t("titleOne", { name: only.displayName }) : t("title", { count: asked.current.length })}
      footer={
        <>
          {free.length > 0 && (
            <Button appearance="danger" isPending={isPending} onClick={remove}>
              {only ? common("delete") : t("confirm", { count: free.length })}
            </Button>
          )}
          <Button onClick={onClose}>{common(free.length > 0 || !preview ? "cancel" : "close")}</Button>
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
        {preview?.ok && <Outcome found={found} isOne={only !== undefined} />}
      </div>
    </Dialog>
  );
}

function Outcome({ found, isOne }: { found: readonly DeletionCandidate[]; isOne: boolean }) {
  const t = useTranslations("contacts.delete");
  const of = (obstacle: DeletionCandidate["obstacle"]) => found.filter((each) => each.obstacle === obstacle);
  const [free, referenced, imported] = [of(null), of("referenced"), of("imported")];
  if (found.length === 0) return <p>{t("nobody")}</p>;
  return (
    <>
      {free.length > 0 && (
        <div>
          <p>{isOne ? t("goesOne") : t("goes", { count: free.length })}</p>
          {!isOne && <Names candidates={free} />}
        </div>
      )}
      {referenced.length > 0 && (
        <div>
          <p>{t("referenced", { count: referenced.length })}</p>
          <Names candidates={referenced} />
        </div>
      )}
      {imported.length > 0 && (
        <div>
          <p>{t("imported", { count: imported.length })}</p>
          {!isOne && <Names candidates={imported} />}
        </div>
      )}
    </>
  );
}

function Names({ candidates }: { candidates: readonly DeletionCandidate[] }) {
  const t = useTranslations("contacts.delete");
  const more = candidates.length - namesShownMax;
  return (
    <ul className="list-disc ps-5">
      {candidates.slice(0, namesShownMax).map(({ id, displayName, products }) => (
        <li key={id}>
          {displayName}
          {products.length > 0 && (
            <ul className="list-[circle] ps-5">
              {products.slice(0, namesShownMax).map((product) => (
                <li key={product.id}>
                  <Link className="link" href={`/licence-management/compliance?product=${product.id}`}>
                    {product.name}
                  </Link>
                </li>
              ))}
              {products.length > namesShownMax && <li>{t("more", { count: products.length - namesShownMax })}</li>}
            </ul>
          )}
        </li>
      ))}
      {more > 0 && <li className="text-muted">{t("more", { count: more })}</li>}
    </ul>
  );
}
