"use client";

import { type ReactNode, type SubmitEvent, useEffect, useRef, useState, useTransition } from "react";
import { callAction } from "./call-action";
import type { ActionResult } from "./result";
import { useErrorText } from "./use-error-text";

type FormAction<Data> = (previous: null, form: FormData) => Promise<ActionResult<Data>>;

/**
 * A form over a server action. Unlike `<form action>` it keeps what was typed when the action refuses it, and puts the
 * focus on the first field that is at fault.
 *
 *     const { form, isPending, error, fieldError } = useActionForm(addAccount, { onDone: close });
 *     <form {...form}> {error && <MessageBar tone="error">{error}</MessageBar>} …
 */
export function useActionForm<Data>(
  action: FormAction<Data>,
  { onDone }: { onDone?: (data: Data, form: FormData) => void | Promise<void> } = {},
): {
  form: {
    ref: React.RefObject<HTMLFormElement | null>;
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
    noValidate: true;
  };
  isPending: boolean;
  /** of the whole; null when only fields are at fault and the form shows at least one of them */
  error: string | null;
  fieldError: (name: string) => ReactNode;
} {
  const ref = useRef<HTMLFormElement>(null);
  const [result, setResult] = useState<ActionResult<Data> | null>(null);
  const [isPending, startTransition] = useTransition();
  const [isShownAtField, setShownAtField] = useState(true);
  const texts = useErrorText();

  useEffect(() => {
    if (!result || result.ok) return;
    const field = ref.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    field?.focus();
    // A field that nobody sees, such as a hidden one, cannot say what is wrong with it.
    setShownAtField(Boolean(field));
  }, [result]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      const next = await callAction(action(null, form));
      if (next.ok) await onDone?.(next.data, form);
      setResult(next);
    });
  };

  const isOnlyFields = result && !result.ok && Object.keys(result.error.fields).length > 0;
  return {
    form: { ref, onSubmit, noValidate: true },
    isPending,
    error: isOnlyFields && isShownAtField ? null : texts.general(result),
    fieldError: (name) => texts.field(result, name),
  };
}
