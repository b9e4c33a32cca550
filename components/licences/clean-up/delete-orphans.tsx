"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DeletionNames } from "@/components/data-grid/deletion-names";
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
  /** null: of all portals, however many */
  portalName: string | null;
  licences: readonly { id: number; name: string }[];
  /** those that go, with their licences or alone */
  products: number;
  /** of deleted portals: those who can go, and those who stay */
  people: { contacts: number; kept: number };
  deleteOrphans: DeleteOrphansAction;
};

/** Says what goes before it goes; people of deleted portals go only where that is wanted, or nothing else is left. */
export function DeleteOrphans({ portalId, portalName, licences, products, people, deleteOrphans }: Props) {
  const t = useTranslations("licences.cleanUp");
  const { failureOf } = useErrorText();
  const [isWanted, setWanted] = useState(false);
  const { contacts, kept } = people;
  const isOnlyPeople = licences.length === 0 && products === 0;
  const where = { isOne: portalName === null ? "no" : "yes", portal: portalName ?? "" };
  const counts = { count: licences.length, products };
  const includesPeople = contacts > 0 && (isOnlyPeople || isWanted);
  return (
    <ConfirmDialog
      trigger={{
        label: isOnlyPeople ? t("deletePeople", { contacts }) : t("delete", counts),
        icon: <Trash2 aria-hidden />,
      }}
      title={isOnlyPeople ? t("questionPeople", { contacts, ...where }) : t("question", { ...counts, ...where })}
      confirmLabel={t("confirm")}
      isDanger
      onConfirm={() => failureOf(deleteOrphans({ portalId, includesPeople }))}
    >
      <div className="flex flex-col gap-3">
        {licences.length > 0 && (
          <DeletionNames title={t("licencesGo", { count: licences.length })} each={licences}>
            {({ name }) => name}
          </DeletionNames>
        )}
        <p>{isOnlyPeople ? t("peopleGo") : t("goes", counts)}</p>
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
