import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openQueue } from "@/lib/jobs/queue";
import { startTracing, stopTracing } from "@/lib/telemetry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startWorker } from "@/tests/support/processes";
import { eventually } from "@/tests/support/wait";
import { backends, createTarget } from "./backends";

type Value = { stringValue?: string };
type Span = { name: string; traceId: string; spanId: string; parentSpanId?: string; kind: number };
type Sent = {
  resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: { spans: Span[] }[];
  }[];
};
type Received = Span & { service: string };

/** A collector of OpenTelemetry that keeps what it gets. */
async function startCollector() {
  const spans: Received[] = [];
  const paths = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    paths.add(request.url ?? "");
    const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Sent;
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === "service.name")?.value.stringValue ?? "";
      for (const scope of scopeSpans) for (const span of scope.spans) spans.push({ ...span, service });
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { spans, paths, url, stop };
}

let database: TestDatabase;
let collector: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  database = await createTestDatabase();
  collector = await startCollector();
});
afterAll(async () => {
  await stopTracing();
  await collector?.stop();
  await database?.drop();
});

test("without a collector nothing of OpenTelemetry is loaded: a worker only names it where it would be", () => {
  const worker = fs.readFileSync(inject("workerPath") ?? "", "utf8");
  expect(worker).toMatch(/import\("@opentelemetry\/sdk-trace-node"\)/);
  expect(worker).not.toMatch(/^import .*("@opentelemetry\/|"bullmq-otel")/m);
});

describe("with a collector", () => {
  beforeAll(async () => {
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
    await startTracing("seatwise-web");
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  });

  test.each(backends)(
    "a worker's job is part of the trace in which it was asked for, the queue on %s",
    async (backend) => {
      const target = await createTarget(backend, database.url);
      const worker = startWorker({
        ...{ DATABASE_URL: database.url, QUEUE_PREFIX: target.queuePrefix },
        ...(target.redisUrl ? { REDIS_URL: target.redisUrl } : {}),
        SECRET_KEY: "the key of the tests, which is long enough",
        DATA_DIR: path.join(inject("runFolder"), target.queuePrefix),
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_BSP_SCHEDULE_DELAY: "100",
      });
      await worker.waitForLog("worker ready", 60_000);
      const queue = openQueue(target);
      const traceId = await trace.getTracer("tests").startActiveSpan("a person presses a button", async (span) => {
        await queue.add("execute-run", { runId: 987_654 }, "run-987654-1");
        span.end();
        return span.spanContext().traceId;
      });
      await queue.close();
      const ofTrace = () => collector.spans.filter((span) => span.traceId === traceId);
      await eventually(() => ofTrace().some(({ service }) => service === "seatwise-worker"));
      expect((await worker.stop()).code).toBe(0);
      await eventually(() => ofTrace().some(({ service }) => service === "seatwise-web"));
      const added = ofTrace().find(({ name, service }) => name.startsWith("add") && service === "seatwise-web");
      const done = ofTrace().find(({ name, service }) => name.startsWith("process") && service === "seatwise-worker");
      expect(done?.parentSpanId).toBe(added?.spanId);
      expect([...collector.paths]).toEqual(["/v1/traces"]);
      // Payloads hold ids, never secrets; spans do not even hold payloads.
      expect(JSON.stringify(collector.spans)).not.toContain("the key of the tests");
    },
  );
});
