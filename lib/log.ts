import pino from "pino";

/** Paths that must never reach a log line, whatever a caller hands over. */
const secretPaths = [
  "password",
  "secret",
  "privateKey",
  "accessToken",
  "access_token",
  "client_secret",
  "client_assertion",
  "authorization",
  "sealed",
  "cookie",
];

/** Structured log on stdout; the level comes from LOG_LEVEL. Secrets are redacted two levels deep. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: secretPaths.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
});
