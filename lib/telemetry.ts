import type { Telemetry } from "bullmq";
import { VERSION } from "./version";

type Tracing = { queue: Telemetry; stop(): Promise<void> };

const holder = globalThis as { seatwiseTracing?: Tracing };

/**
 * Sends spans of this process to the collector of OpenTelemetry that OTEL_EXPORTER_OTLP_ENDPOINT names: Next's own of requests,
 * BullMQ's of jobs. Only then, and before anything else: the packages are loaded here, and what was done earlier is not seen.
 */
export async function startTracing(service: "seatwise-web" | "seatwise-worker"): Promise<void> {
  if (holder.seatwiseTracing) return;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources, { BullMQOtel }] =
    await Promise.all([
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("bullmq-otel"),
    ]);
  const own = resources.resourceFromAttributes({ "service.name": service, "service.version": VERSION });
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
  const given = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new NodeTracerProvider({
    resource: resources.defaultResource().merge(own).merge(given),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  holder.seatwiseTracing = {
    queue: new BullMQOtel({ tracerName: "seatwise", version: VERSION }),
    stop: () => provider.shutdown(),
  };
}

/** What a queue or a worker is given, so that a job carries the trace it was added in. */
export const queueTracing = (): { telemetry?: Telemetry } =>
  holder.seatwiseTracing ? { telemetry: holder.seatwiseTracing.queue } : {};

/** Sends what waits. A collector that does not answer holds nobody up for longer than OTEL_BSP_EXPORT_TIMEOUT. */
export async function stopTracing(): Promise<void> {
  // What cannot be delivered is lost; the process ends all the same.
  await holder.seatwiseTracing?.stop().catch(() => undefined);
}
