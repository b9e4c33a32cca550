"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import { isSameEntry } from "../form/portal-values";
import { useWizard } from "./wizard-provider";
import { neighbourOf, stepHref, type WizardStep } from "./wizard-steps";

export const missing = (field: string, code: string): ActionResult<never> => ({
  ok: false,
  error: { code: "invalid-input", params: {}, fields: { [field]: { code, params: {} } } },
});

/** Leaves a step once what it holds is right; else says what is wrong, at the first field that is. */
export function useStep<Data>(step: WizardStep) {
  const router = useRouter();
  const { draft, set } = useWizard();
  const [result, setResult] = useState<ActionResult<Data> | null>(null);
  const [checked, setChecked] = useState(draft.values);
  const [isPending, startTransition] = useTransition();
  const texts = useErrorText();
  useEffect(() => {
    if (result && !result.ok) document.querySelector<HTMLElement>("main [aria-invalid=true]")?.focus();
  }, [result]);

  const leave = (check: () => Promise<ActionResult<Data>>, onRight?: (data: Data) => void) =>
    startTransition(async () => {
      const answer = await callAction(check());
      setResult(answer);
      setChecked(draft.values);
      if (!answer.ok) return set({ done: draft.done.filter((each) => each !== step) });
      onRight?.(answer.data);
      set({ done: [...new Set([...draft.done, step])] });
      const next = neighbourOf(step, 1);
      if (next) router.push(stepHref(next));
    });
  const isOnlyFields = result && !result.ok && Object.keys(result.error.fields).length > 0;
  return {
    leave,
    isPending,
    hasError: result !== null && !result.ok,
    error: isOnlyFields ? null : texts.general(result),
    fieldError: (name: string): ReactNode =>
      isSameEntry(name, checked, draft.values) ? texts.field(result, name) : undefined,
  };
}
