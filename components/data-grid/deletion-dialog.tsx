"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Spinner } from "@/components/ui/spinner";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { Chosen } from "@/lib/paging/chosen";

/** What deleting these would mean, asked once: of those that were selected when the dialog opened. */
export function useDeletionPreview<Candidate>(
  chosen: Chosen,
  ask: (chosen: Chosen) => Promise<ActionResult<Candidate[]>>,
) {
  const asked = useRef(chosen);
  const question = useRef(ask);
  const [preview, setPreview] = useState<ActionResult<Candidate[]> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void callAction(question.current(asked.current)).then((found) => isCurrent && setPreview(found));
    return () => {
      isCurrent = false;
    };
  }, []);
  const found = preview?.ok ? preview.data : [];
  // Of all that match nobody knows how many they are before the answer.
  const count = "ids" in asked.current ? asked.current.ids.length : preview?.ok ? found.length : null;
  return { preview, found, only: count === 1 ? found[0] : undefined, count };
}

type Props = {
  preview: ActionResult<unknown> | null;
  title: string;
  looking: string;
  /** null: nothing of it can go */
  confirm: { label: string; onConfirm: () => void } | null;
  isPending: boolean;
  /** why it was not deleted */
  refusal: string | null | undefined;
  onClose: () => void;
  children: ReactNode;
};

/** Says what goes before it goes. */
export function DeletionDialog({ preview, title, looking, confirm, isPending, refusal, onClose, children }: Props) {
  const common = useTranslations("common");
  const { general } = useErrorText();
  const failure = general(preview) ?? refusal;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}
      title={title}
      footer={
        <>
          {confirm && (
            <Button appearance="danger" isPending={isPending} onClick={confirm.onConfirm}>
              {confirm.label}
            </Button>
          )}
          <Button onClick={onClose}>{common(confirm || !preview ? "cancel" : "close")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4" aria-live="polite">
        {failure && <MessageBar tone="error">{failure}</MessageBar>}
        {!preview && (
          <p className="flex items-center gap-2 text-muted">
            <Spinner /> {looking}
          </p>
        )}
        {children}
      </div>
    </Dialog>
  );
}
