/** YYYY-MM-DD. Exclusions end with a day of UTC, so that it is the same day for everybody and for the worker. */
export const utcDay = (instant: Date) => instant.toISOString().slice(0, 10);
