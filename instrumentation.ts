/** Next calls it once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !process.env.OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const { startTracing, stopTracing } = await import("./lib/telemetry");
  await startTracing("seatwise-web");
  process.once("SIGTERM", () => void stopTracing());
}
