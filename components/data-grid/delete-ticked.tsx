"use client";

import { Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { useRowSelection } from "./selection-provider";

type Asked = { ids: readonly number[]; onClose: () => void; onDeleted: () => void };
type Props = { label: (count: number) => string; dialog: (asked: Asked) => ReactNode };

/** Deletes what is ticked, after a dialog; there as long as something is ticked. */
export function DeleteTicked({ label, dialog }: Props) {
  const { selectedIds, tickAll } = useRowSelection();
  const [isOpen, setOpen] = useState(false);
  if (selectedIds.length === 0 && !isOpen) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button data-always icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
        {label(selectedIds.length)}
      </Button>
      {isOpen &&
        dialog({
          ids: selectedIds,
          onClose: close,
          onDeleted: () => {
            tickAll(false);
            close();
          },
        })}
    </>
  );
}
