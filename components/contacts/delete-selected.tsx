"use client";

import { useTranslations } from "next-intl";
import { DeleteTicked } from "@/components/data-grid/delete-ticked";
import type { DeleteActions } from "./actions";
import { DeleteDialog } from "./delete-dialog";

/** Deletes what is ticked; there as long as something is. */
export function DeleteSelected({ actions }: { actions: DeleteActions }) {
  const t = useTranslations("contacts.delete");
  return (
    <DeleteTicked
      label={(count) => t("selected", { count })}
      dialog={({ chosen, ...on }) => <DeleteDialog chosen={chosen} actions={actions} {...on} />}
    />
  );
}
