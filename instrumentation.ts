/** Next calls it once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  // A build has no configuration; a server with a wrong one would answer each request with an error.
  if (process.env.NEXT_PHASE !== "phase-production-build") (await import("./lib/config")).requireConfig();
  if (!process.env.OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const { startTracing, stopTracing } = await import("./lib/telemetry");
  await startTracing("seatwise-web");
  process.once("SIGTERM", () => void stopTracing());
}
