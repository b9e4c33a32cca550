import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as healthRoute } from "@/app/api/health/route";
import { GET as metricsRoute } from "@/app/api/metrics/route";
import { count, observed } from "@/lib/health/counters";
import { renderMetrics } from "@/lib/health/metrics";
import { countRun } from "@/lib/health/runs";
import { beatWorker, listWorkers, markWorkerStopped } from "@/lib/health/workers";
import { prepareQueue } from "@/lib/jobs/queue";
import { createCompany, type Harness, startHarness } from "../import/support";

const TOKEN = "a token that Prometheus shows";
const contoso = createCompany("Contoso", 60);
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso], env: { METRICS_TOKEN: TOKEN } });
  await prepareQueue({ databaseUrl: harness.databaseUrl, redisUrl: null, queuePrefix: "seatwise" });
  await harness.addPortal('Contoso, "north"', contoso);
});
afterAll(() => harness?.stop());

const ask = (route: typeof metricsRoute, path: string, headers: Record<string, string> = {}) =>
  route(new NextRequest(`http://localhost${path}`, { headers }), { params: Promise.resolve({}) });

/** The value of a sample, by its name and labels as they are written. */
function sampleOf(text: string, sample: string): number | undefined {
  const line = text.split("\n").find((one) => one.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}

describe("metrics", () => {
  it("are shown to whoever has the token, and to nobody else", async () => {
    expect((await ask(metricsRoute, "/api/metrics")).status).toBe(401);
    expect(
      (await ask(metricsRoute, "/api/metrics", { authorization: "Bearer another token of this length" })).status,
    ).toBe(401);
    const answer = await ask(metricsRoute, "/api/metrics", { authorization: `Bearer ${TOKEN}` });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(sampleOf(await answer.text(), "seatwise_queue_up")).toBe(1);
  });

  it("count what an import asked, read and wrote, and what Microsoft refused", async () => {
    harness.demo.faults.add({ kind: "throttle429", route: "users", retryAfterSeconds: 0 });
    const run = await harness.runImport();
    await countRun(run.runId);
    const text = await renderMetrics();
    const { ledger } = run.of();
    expect(sampleOf(text, 'seatwise_import_portals_total{status="succeeded"}')).toBe(1);
    expect(sampleOf(text, 'seatwise_graph_requests_total{status="429"}')).toBe(1);
    expect(sampleOf(text, "seatwise_graph_throttled_total")).toBe(1);
    expect(sampleOf(text, 'seatwise_graph_requests_total{status="200"}')).toBe(ledger.requestsByStatus?.["200"]);
    expect(Object.values(ledger.requestsByStatus ?? {}).reduce((sum, one) => sum + one, 0)).toBe(ledger.requests);
    expect(sampleOf(text, "seatwise_import_users_total")).toBe(60);
    expect(sampleOf(text, 'seatwise_import_rows_total{change="created",table="contacts"}')).toBe(60);
    expect(sampleOf(text, 'seatwise_run_duration_seconds_count{kind="import",status="succeeded"}')).toBe(1);
    expect(sampleOf(text, 'seatwise_run_duration_seconds_bucket{kind="import",le="+Inf",status="succeeded"}')).toBe(1);
    expect(sampleOf(text, 'seatwise_portal_data_age_seconds{portal="Contoso, \\"north\\""}')).toBeLessThan(60);
    await harness.recalculate();
    const [products] = await harness.sql<{ count: number }>("select count(*)::int as count from compliance");
    const shown = (await renderMetrics()).split("\n").filter((line) => line.startsWith("seatwise_products{"));
    expect(shown.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0)).toBe(products?.count);
  });

  it("are lines that Prometheus can read: each family said once, before its samples", async () => {
    const lines = (await renderMetrics()).trimEnd().split("\n");
    const families = new Set<string>();
    for (const line of lines) {
      const type = /^# TYPE (\S+) (gauge|counter|histogram)$/.exec(line);
      if (type?.[1]) {
        expect(families.has(type[1]), line).toBe(false);
        families.add(type[1]);
      } else if (!line.startsWith("# HELP ")) {
        expect(line).toMatch(/^[a-z_]+(\{[a-z_]+="(?:[^"\\]|\\.)*"(,[a-z_]+="(?:[^"\\]|\\.)*")*\})? -?[0-9.e+-]+$/);
        const name = line.replace(/[{ ].*/, "");
        const family = families.has(name) ? name : name.replace(/_(bucket|sum|count)$/, "");
        expect(families.has(family), line).toBe(true);
      }
    }
  });

  it("lose nothing when many processes count at once", async () => {
    const one = () =>
      count([
        { name: "b", add: 1 },
        { name: "a", labels: { x: "y" }, add: 2 },
        { name: "b", add: 1 },
      ]);
    await Promise.all(Array.from({ length: 40 }, one));
    expect(await harness.sql("select name, labels, value from counter where name in ('a', 'b') order by 1")).toEqual([
      { name: "a", labels: 'x="y"', value: 80 },
      { name: "b", labels: "", value: 80 },
    ]);
  });

  it("put a duration into each bucket that it fits, as a histogram does", () => {
    const buckets = observed("t", {}, 15).filter(({ name }) => name === "t_bucket");
    expect(buckets.map(({ labels }) => labels?.le)).toEqual(["15", "60", "300", "900", "3600", "10800", "+Inf"]);
  });
});

describe("health", () => {
  it("is live without asking anybody, and ready when its database answers, with the state of queue and workers", async () => {
    await beatWorker("here:1", "0.1.0", new Date());
    expect(await (await ask(healthRoute, "/api/health")).json()).toMatchObject({ status: "live" });
    const ready = await ask(healthRoute, "/api/health?ready=1");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: "ready", database: "ok", queue: "ok", workers: 1 });
  });

  it("tells running workers from those that are silent and those that stopped in order", async () => {
    await beatWorker("here:2", "0.1.0", new Date());
    await beatWorker("here:3", "0.1.0", new Date());
    await harness.sql("update worker set heartbeat_at = now() - interval '10 minutes' where name = 'here:2'");
    await markWorkerStopped("here:3");
    const states = (await listWorkers(60_000)).map(({ name, state }) => [name, state]);
    expect(states).toEqual([
      ["here:1", "running"],
      ["here:2", "silent"],
      ["here:3", "stopped"],
    ]);
    await harness.sql("update worker set heartbeat_at = now() - interval '8 days' where name = 'here:2'");
    await beatWorker("here:1", "0.1.0", new Date());
    expect((await listWorkers(60_000)).map(({ name }) => name)).toEqual(["here:1", "here:3"]);
  });
});
