"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState, useTransition } from "react";
import { Button, type ButtonAppearance } from "./button";
import { MessageBar } from "./message-bar";

type Props = {
  /** the button that opens the dialog; leave out when `isOpen` is given */
  trigger?: { label: ReactNode; icon?: ReactNode; appearance?: ButtonAppearance; size?: "medium" | "small" };
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** names the thing: "Delete the portal Contoso?" */
  title: ReactNode;
  /** what goes, what stays, how many */
  children: ReactNode;
  /** the verb */
  confirmLabel: ReactNode;
  isDanger?: boolean;
  /** does it; answers with the text of an expected failure; with anything else when it is done */
  onConfirm: () => Promise<unknown>;
};

/** A question before something is done. The focus waits on Cancel, so that Enter alone never does it. */
export function ConfirmDialog({
  trigger,
  isOpen,
  onOpenChange,
  title,
  children,
  confirmLabel,
  isDanger,
  onConfirm,
}: Props) {
  const t = useTranslations("common");
  const [isOpenInside, setOpenInside] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const cancel = useRef<HTMLButtonElement>(null);
  const setOpen = (open: boolean) => {
    if (isPending && !open) return;
    setError(null);
    setOpenInside(open);
    onOpenChange?.(open);
  };
  const confirm = () =>
    startTransition(async () => {
      const failure = await onConfirm();
      if (typeof failure === "string" && failure) return setError(failure);
      setOpenInside(false);
      onOpenChange?.(false);
    });
  return (
    <Base.Root open={isOpen ?? isOpenInside} onOpenChange={setOpen}>
      {trigger && (
        <Base.Trigger render={<Button appearance={trigger.appearance} size={trigger.size} icon={trigger.icon} />}>
          {trigger.label}
        </Base.Trigger>
      )}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          data-modal
          initialFocus={cancel}
          className="floating fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-120 -translate-1/2 flex-col gap-3 overflow-y-auto p-6 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <Base.Title className="text-xl wrap-break-word">{title}</Base.Title>
          <Base.Description render={<div />}>{children}</Base.Description>
          {error && <MessageBar tone="error">{error}</MessageBar>}
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <Button appearance={isDanger ? "danger" : "primary"} isPending={isPending} onClick={confirm}>
              {confirmLabel}
            </Button>
            <Base.Close ref={cancel} render={<Button disabled={isPending} />}>
              {t("cancel")}
            </Base.Close>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
