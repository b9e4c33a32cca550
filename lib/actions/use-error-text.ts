"use client";

import { useTranslations } from "next-intl";
import { callAction } from "./call-action";
import type { ActionError, ActionResult, ErrorText } from "./result";

type Texts = {
  /** of a failed result; null for none and for one that succeeded */
  general: (result: ActionResult<unknown> | null | undefined) => string | null;
  /** of one of its fields; undefined for none, as the `error` of a field wants it */
  field: (result: ActionResult<unknown> | null | undefined, name: string) => string | undefined;
  text: (error: ErrorText | ActionError) => string;
  /** of what an action is about to answer, also when no answer comes; null once it has succeeded */
  failureOf: (answer: Promise<ActionResult<unknown>>) => Promise<string | null>;
};

/** The texts of what an action answered, in the person's language. */
export function useErrorText(): Texts {
  const t = useTranslations("errors");
  // A code is data here, which the types of the texts cannot follow; one without a text must still say something.
  const format = t as unknown as (code: string, params: ErrorText["params"]) => string;
  const hasText = t.has as unknown as (code: string) => boolean;
  const text = ({ code, params }: ErrorText) => (hasText(code) ? format(code, params) : t("unknown", { code }));
  const general: Texts["general"] = (result) => (result && !result.ok ? text(result.error) : null);
  return {
    text,
    general,
    failureOf: async (answer) => general(await callAction(answer)),
    field: (result, name) => {
      const fault = result && !result.ok ? result.error.fields[name] : undefined;
      return fault && text(fault);
    },
  };
}
