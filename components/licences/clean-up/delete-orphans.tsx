"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckBox } from "@/components/ui/check-box";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";

export type DeleteOrphansAction = (input: {
  portalId: string | null;
  includesPeople: boolean;
}) => Promise<ActionResult<{ licences: number; products: number; contacts: number }>>;

type Props = {
  portalId: string | null;
  licences: number;
  products: number;
  /** of deleted portals: those who can go, and those who stay */
  people: { contacts: number; kept: number };
  deleteOrphans: DeleteOrphansAction;
};

/** Says what goes before it goes; people of deleted portals go only where that is wanted, or nothing else is left. */
export function DeleteOrphans({ portalId, licences, products, people, deleteOrphans }: Props) {
  const t = useTranslations("licences.cleanUp");
  const { failureOf } = useErrorText();
  const [isWanted, setWanted] = useState(false);
  const { contacts, kept } = people;
  const isOnlyPeople = licences === 0;
  const includesPeople = contacts > 0 && (isOnlyPeople || isWanted);
  return (
    <ConfirmDialog
      trigger={{
        label: isOnlyPeople ? t("deletePeople", { contacts }) : t("delete", { count: licences }),
        icon: <Trash2 aria-hidden />,
      }}
      title={isOnlyPeople ? t("questionPeople", { contacts }) : t("question", { count: licences })}
      confirmLabel={t("confirm")}
      isDanger
      onConfirm={() => failureOf(deleteOrphans({ portalId, includesPeople }))}
    >
      <div className="flex flex-col gap-3">
        <p>{isOnlyPeople ? t("peopleGo") : t("goes", { products })}</p>
        {!isOnlyPeople && contacts > 0 && (
          <CheckBox
            label={t("people", { contacts })}
            checked={isWanted}
            onChange={({ target }) => setWanted(target.checked)}
          />
        )}
        {includesPeople && kept > 0 && <p>{t("peopleKept", { kept })}</p>}
      </div>
    </ConfirmDialog>
  );
}
