const AWAY_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  // our own limit for transactions that wait for us: this process was frozen
  "25P03",
  "P1001",
  "P1017",
]);

/** Whether the database could not be reached, as opposed to having refused a statement. Such work is tried again later. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === "string" && (AWAY_CODES.has(code) || code.startsWith("08"))) return true;
  if (
    typeof message === "string" &&
    /^Connection terminated|^Client (has encountered a connection error|was closed)|^timeout expired$|^timeout exceeded when trying to connect|^Query read timeout/.test(
      message,
    )
  )
    return true;
  return cause !== undefined && cause !== error && isDatabaseAway(cause);
}
