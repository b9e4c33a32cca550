"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRowSelection } from "@/components/data-grid/selection-provider";
import { Button } from "@/components/ui/button";
import type { DeleteActions } from "./actions";
import { DeleteDialog } from "./delete-dialog";

/** Deletes what is ticked; there as long as something is. */
export function DeleteSelected({ actions }: { actions: DeleteActions }) {
  const t = useTranslations("contacts.delete");
  const { selectedIds, tickAll } = useRowSelection();
  const [isOpen, setOpen] = useState(false);
  if (selectedIds.length === 0 && !isOpen) return null;
  return (
    <>
      <Button data-always icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
        {t("selected", { count: selectedIds.length })}
      </Button>
      {isOpen && (
        <DeleteDialog
          contactIds={selectedIds}
          actions={actions}
          onClose={() => setOpen(false)}
          onDeleted={() => {
            tickAll(false);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
