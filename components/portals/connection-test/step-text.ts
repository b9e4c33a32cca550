import type { ConnectionStep, StepResult } from "@/lib/graph/connection-report";

/** next-intl's translator over `connectionTest`, for keys that are known at run time only. */
export type Translate = {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
};

export type StepText = { text: string; remedy: string | null };

const optional: readonly ConnectionStep[] = ["subscriptions", "groups", "sign-in-activity"];

/**
 * What a step came to, in the person's language. Codes are data, and a report may be older than this version: one without a text
 * still says something.
 */
export function wordStep(t: Translate, { step, state, code, params }: StepResult): StepText {
  if (code === null) return { text: state === "skipped" ? t("skippedText") : say(t, `passed.${step}`), remedy: null };
  const key = [`codes.${code}`, `errors.${code}`].find((each) => t.has(`${each}.text`));
  if (!key) return { text: t("unknownCode", { code }), remedy: null };
  const text = t(`${key}.text`, params);
  // Nothing is wrong when an extra is withheld; what to do about it is said of what it would bring.
  if (state === "skipped" && optional.includes(step)) return { text, remedy: say(t, `unlocks.${step}`) };
  return { text, remedy: t.has(`${key}.remedy`) ? t(`${key}.remedy`, params) : null };
}

const say = (t: Translate, key: string) => (t.has(key) ? t(key) : "");
