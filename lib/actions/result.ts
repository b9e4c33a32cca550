/** A fault of one field or of the whole: its text is `errors.<code>`, filled with `params`. */
export type ErrorText = { code: string; params: Record<string, string | number> };

/** @property fields field name → what is wrong with it; "a.0.b" for what lies deeper */
export type ActionError = ErrorText & {
  fields: Record<string, ErrorText>;
  /** of a bug: the id of its line in the server's log */
  errorId?: string;
};

/** What every server action answers with; it throws only what Next itself must see (redirect, not found). */
export type ActionResult<Data = undefined> = { ok: true; data: Data } | { ok: false; error: ActionError };
