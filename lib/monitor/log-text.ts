/** next-intl's translator over all messages, for keys that are known at run time only. */
export type Translate = {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** What happened and what to do about it, in the person's language. */
export type LogText = { text: string; remedy: string | null };

/**
 * The text of a code that a run wrote. Codes and parameters are data: one that this version does not know, or whose parameters
 * do not fit its text, still says something.
 */
export function wordLogCode(t: Translate, code: string, params: Record<string, string | number> = {}): LogText {
  const key = [`graphErrors.${code}`, `import.log.${code}`, `catalogueLog.${code}`].find((candidate) =>
    t.has(`${candidate}.text`),
  );
  if (!key) return { text: t("import.unknownCode", { code }), remedy: null };
  return { text: t(`${key}.text`, params), remedy: t(`${key}.remedy`) };
}
