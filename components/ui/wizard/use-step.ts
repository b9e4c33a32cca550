"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import { callAction } from "@/lib/actions/call-action";
import type { ActionError, ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import { faultsByStep, foreignFields, neighbourOf } from "./steps";
import { useWizard } from "./wizard";

/** An answer for what a step finds missing by itself. */
export const missing = (field: string, code: string): ActionResult<never> => ({
  ok: false,
  error: { code: "invalid-input", params: {}, fields: { [field]: { code, params: {} } } },
});

/**
 * The way out of a step of a wizard: on, once what it holds is right, or to the end. Else says what is wrong, at the first
 * field that is, in the step where that was entered.
 */
export function useStep(key: string) {
  const router = useRouter();
  const wizard = useWizard();
  const texts = useErrorText();
  const [isSaved, setSaved] = useState(false);
  const [isPending, startTransition] = useTransition();
  const fault = isSaved ? null : wizard.faultOf(key);
  const step = wizard.steps.find((each) => each.key === key);
  const error = fault?.error ?? null;
  useEffect(() => {
    if (error) document.querySelector<HTMLElement>("main [aria-invalid=true]")?.focus();
  }, [error]);

  /** @param onRight what becomes of the answer, before the next step opens */
  const leave = <Data>(check: () => Promise<ActionResult<Data>>, onRight?: (data: Data) => void) =>
    startTransition(async () => {
      const answer = await callAction(check());
      if (!answer.ok) return wizard.refuse([[key, answer.error]]);
      onRight?.(answer.data);
      wizard.pass(key);
      const next = neighbourOf(wizard.steps, key, 1);
      if (next) router.push(next.href);
    });

  /** @param onSaved leads away; the button stays pending until that is done */
  const finish = <Data>(save: () => Promise<ActionResult<Data>>, onSaved: (data: Data) => void | Promise<void>) =>
    startTransition(async () => {
      const answer = await callAction(save());
      if (answer.ok) {
        // Not a step that is done: the draft, which is about to be forgotten, would be stored once more.
        setSaved(true);
        return onSaved(answer.data);
      }
      const faults = faultsByStep(wizard.steps, key, answer.error);
      wizard.refuse(faults);
      const first = wizard.steps.find((each) => each.key === faults[0]?.[0]);
      if (first && first.key !== key) router.push(first.href);
    });

  const textOf = (found: ActionError) => {
    if (Object.keys(found.fields).length === 0) return texts.text(found);
    const foreign = step ? foreignFields(step, found) : [];
    return foreign.length === 0
      ? null
      : foreign
          .flatMap((field) => found.fields[field] ?? [])
          .map(texts.text)
          .join(" ");
  };
  return {
    leave,
    finish,
    isPending: isPending || isSaved,
    /** what no field of this step can say */
    error: error && textOf(error),
    fieldError: (name: string): ReactNode => {
      const said = error?.fields[name];
      return said && fault?.holds(name) ? texts.text(said) : undefined;
    },
  };
}
