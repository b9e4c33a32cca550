import { requireConfig } from "@/lib/config";
import { log } from "@/lib/log";
import { startTracing, stopTracing } from "@/lib/telemetry";
import { startWorker } from "./worker";

const FORCE_AFTER_MS = 12_000;

const configuration = requireConfig();
if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) await startTracing("seatwise-worker");
const worker = await startWorker(configuration);
log.info({ pid: process.pid }, "worker ready");
process.send?.("ready");

let isStopping = false;
async function stop(why: string) {
  if (isStopping) return;
  isStopping = true;
  log.info({ why }, "worker is stopping");
  // What does not end in time is taken over by the next worker all the same.
  setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
  await worker.stop();
  await stopTracing();
  process.exit(0);
}
process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));
// The starter is gone: nobody would ever stop this process.
process.on("disconnect", () => void stop("starter ended"));
