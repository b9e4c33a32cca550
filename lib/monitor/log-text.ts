/** next-intl's translator over all messages, for keys that are known at run time only. */
export type Translate = {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
  /** the text as it stands in the messages */
  raw(key: string): unknown;
};

/** What happened and what to do about it, in the person's language. */
export type LogText = { text: string; remedy: string | null };

/** Who says that something went wrong: Microsoft reported it, or Seatwise found it. */
export type LogSource = "microsoft" | "seatwise";

/** Codes of what Graph or Entra never said themselves: no answer of theirs came, it was not theirs, or we could not ask. */
const ownGraphCodes: readonly string[] = [
  ...[
    "unreachable",
    "unreadable-success",
    "unreadable-failure",
    "certificate-thumbprint",
    "token-signing",
    "timed-out",
  ],
  ...["connection-cut", "server-untrusted", "redirected", "aborted"],
];

/** Microsoft's own code or request id tells that it was Microsoft who answered. */
export function sourceOf(line: { code: string; microsoftCode: string | null; requestId: string | null }): LogSource {
  if (ownGraphCodes.includes(line.code)) return "seatwise";
  return line.microsoftCode || line.requestId ? "microsoft" : "seatwise";
}

/**
 * The text of a code that a run wrote. Codes and parameters are data: one that this version does not know, or whose parameters
 * do not fit its text, still says something.
 */
export function wordLogCode(t: Translate, code: string, params: Record<string, string | number> = {}): LogText {
  const key = findKey(t, code);
  if (!key) return { text: t("import.unknownCode", { code }), remedy: null };
  return { text: t(`${key}.text`, params), remedy: t(`${key}.remedy`) };
}

const findKey = (t: Translate, code: string) =>
  [`graphErrors.${code}`, `import.log.${code}`, `catalogueLog.${code}`].find((each) => t.has(`${each}.text`));

/** The text of a code before its parameters are filled in, for a search among all of them. */
export function templateOf(t: Translate, code: string): string {
  const key = findKey(t, code);
  return key ? String(t.raw(`${key}.text`)) : "";
}
