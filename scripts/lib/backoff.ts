const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before the start that follows this many crashes in a row. */
export const backoffMs = (crashes: number) => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, crashes - 1));
