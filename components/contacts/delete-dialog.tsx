"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeletionDialog, useDeletionPreview } from "@/components/data-grid/deletion-dialog";
import { useAction } from "@/lib/actions/use-action";
import type { DeletionCandidate } from "@/lib/contacts/deletion";
import type { Chosen } from "@/lib/paging/chosen";
import type { DeleteActions } from "./actions";

const namesShownMax = 5;

type Props = { chosen: Chosen; actions: DeleteActions; onClose: () => void; onDeleted: () => void };

/** Says which of these contacts can go and what holds the others, then deletes the former. */
export function DeleteDialog({ chosen, actions, onClose, onDeleted }: Props) {
  const t = useTranslations("contacts.delete");
  const common = useTranslations("common");
  const { previewDeletion, deleteContacts } = actions;
  const { preview, found, only, count } = useDeletionPreview<DeletionCandidate>(chosen, previewDeletion);
  const { run, isPending, failure } = useAction<{ deleted: number }>();
  const free = found.filter(({ obstacle }) => obstacle === null);
  const remove = () => run(() => deleteContacts({ contactIds: free.map(({ id }) => id) }), onDeleted);
  const label = only ? common("delete") : t("confirm", { count: free.length });
  return (
    <DeletionDialog
      preview={preview}
      title={
        only ? t("titleOne", { name: only.displayName }) : count === null ? t("titleMatching") : t("title", { count })
      }
      looking={t("looking")}
      confirm={free.length > 0 ? { label, onConfirm: remove } : null}
      isPending={isPending}
      refusal={failure}
      onClose={onClose}
    >
      {preview?.ok && <Outcome found={found} isOne={only !== undefined} />}
    </DeletionDialog>
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
