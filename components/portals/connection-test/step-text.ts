import type { ConnectionStep, StepResult } from "@/lib/graph/connection-report";

/** next-intl's translator over `connectionTest`, for keys that are known at run time only. */
export type Translate = {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** `detail`: what stands behind the text, where more is known than the text says. */
export type StepText = { text: string; detail: string | null; remedy: string | null };

const optional: readonly ConnectionStep[] = ["subscriptions", "groups", "sign-in-activity"];

/**
 * What a step came to, in the person's language. Codes are data, and a report may be older than this version: one without a text
 * still says something.
 */
export function wordStep(t: Translate, { step, state, code, params }: StepResult): StepText {
  const alone = (text: string): StepText => ({ text, detail: null, remedy: null });
  if (code === null) return alone(state === "skipped" ? t("skippedText") : say(t, `passed.${step}`));
  const key = [`codes.${code}`, `errors.${code}`].find((each) => t.has(`${each}.text`));
  if (!key) return alone(t("unknownCode", { code }));
  const text = t(`${key}.text`, params);
  // Nothing is wrong when an extra is withheld; what to do about it is said of what it would bring.
  if (state === "skipped" && optional.includes(step)) return { ...alone(text), remedy: say(t, `unlocks.${step}`) };
  const detailKey = `codes.${params.detail}`;
  const isDetailed = t.has(`${detailKey}.text`);
  const remedyKey = `${isDetailed ? detailKey : key}.remedy`;
  return {
    text,
    detail: isDetailed ? t(`${detailKey}.text`, params) : null,
    remedy: t.has(remedyKey) ? t(remedyKey, params) : null,
  };
}

const say = (t: Translate, key: string) => (t.has(key) ? t(key) : "");
