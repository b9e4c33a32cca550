"use client";

import { Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Chosen } from "@/lib/paging/chosen";
import { useRowSelection } from "./selection-provider";

type Asked = { chosen: Chosen; onClose: () => void; onDeleted: () => void };
type Props = { label: (count: number) => string; dialog: (asked: Asked) => ReactNode };

/** Deletes what is selected, after a dialog; there as long as something is selected. */
export function DeleteTicked({ label, dialog }: Props) {
  const { chosen, count, tickAll } = useRowSelection();
  const [isOpen, setOpen] = useState(false);
  if (count === 0 && !isOpen) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button data-always icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
        {label(count)}
      </Button>
      {isOpen &&
        dialog({
          chosen,
          onClose: close,
          onDeleted: () => {
            tickAll(false);
            close();
          },
        })}
    </>
  );
}
