/**
 * A failure that is expected and shown to people. `code` is stable and is the key of its text in
 * messages/<locale>.json under `errors`; `params` fill that text. Anything else that is thrown is a bug.
 */
export class AppError extends Error {
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly params: Record<string, string | number>;

  /** @param options.fields field name → error code of that field, for forms */
  constructor(
    code: string,
    options: { fields?: Record<string, string>; params?: Record<string, string | number>; cause?: unknown } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? {};
    this.params = options.params ?? {};
  }
}
