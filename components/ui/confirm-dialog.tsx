"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button, type ButtonAppearance } from "./button";
import type { ConfirmProps } from "./confirm-window";

const ConfirmWindow = dynamic(async () => (await import("./confirm-window")).ConfirmWindow, { ssr: false });

type Props = ConfirmProps & {
  /** the button that opens the dialog; leave out when `isOpen` is given */
  trigger?: { label: ReactNode; icon?: ReactNode; appearance?: ButtonAppearance; size?: "medium" | "small" };
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** A question before something is done. Its script is loaded when it is first opened. */
export function ConfirmDialog({ trigger, isOpen, onOpenChange, ...confirmation }: Props) {
  const [isOpenInside, setOpenInside] = useState(false);
  const isShown = isOpen ?? isOpenInside;
  const [isNeeded, setNeeded] = useState(isShown);
  if (isShown && !isNeeded) setNeeded(true);
  const setOpen = (open: boolean) => {
    setOpenInside(open);
    onOpenChange?.(open);
  };
  return (
    <>
      {trigger && (
        <Button
          appearance={trigger.appearance}
          size={trigger.size}
          icon={trigger.icon}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {trigger.label}
        </Button>
      )}
      {isNeeded && <ConfirmWindow {...confirmation} isOpen={isShown} onOpenChange={setOpen} />}
    </>
  );
}
