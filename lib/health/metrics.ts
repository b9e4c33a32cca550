import "server-only";
import { config } from "@/lib/config";
import { pool } from "@/lib/db/pool";
import { queue } from "@/lib/jobs/producer";
import { log } from "@/lib/log";
import { VERSION } from "@/lib/version";
import { formatLabels } from "./counters";
import { listWorkers } from "./workers";

type Sample = { labels?: Record<string, string>; value: number };
type Family = { name: string; help: string; type: "gauge" | "counter" | "histogram" };

/** What `lib/health/counters.ts` counts, in the order in which it is shown. */
const counted: Family[] = [
  { name: "seatwise_run_duration_seconds", help: "Time from start to end of a run", type: "histogram" },
  { name: "seatwise_graph_requests_total", help: "Requests to Entra and Graph, by HTTP status", type: "counter" },
  { name: "seatwise_graph_throttled_total", help: "Answers 429 of Entra and Graph", type: "counter" },
  {
    name: "seatwise_graph_wait_seconds_total",
    help: "Waited because Microsoft asked for it, or before a repetition",
    type: "counter",
  },
  { name: "seatwise_graph_bytes_total", help: "Bytes read from Entra and Graph", type: "counter" },
  { name: "seatwise_import_users_total", help: "Users read by imports", type: "counter" },
  { name: "seatwise_import_rows_total", help: "Rows written by imports", type: "counter" },
  { name: "seatwise_import_portals_total", help: "Imports of portals, by their end", type: "counter" },
];

/**
 * The text that Prometheus reads (version 0.0.4). Counters are sums over all processes and survive their restarts, since they
 * stand in the database; so any web process may be asked, and only one needs to be.
 */
export async function renderMetrics(now = new Date()): Promise<string> {
  const lines: string[] = [];
  const gauge = (name: string, help: string, samples: Sample[]) =>
    lines.push(
      ...headOf({ name, help, type: "gauge" }),
      ...samples.map(({ labels, value }) => sampleLine(name, formatLabels(labels), value)),
    );

  gauge("seatwise_build_info", "Version of the web process that answers", [{ labels: { version: VERSION }, value: 1 }]);
  const workers = await listWorkers(config().run.staleMs);
  gauge(
    "seatwise_workers",
    "Workers by state; silent: not heard of, and not stopped in order",
    (["running", "silent", "stopped"] as const).map((state) => ({
      labels: { state },
      value: workers.filter((worker) => worker.state === state).length,
    })),
  );
  const depth = await queueDepth();
  gauge("seatwise_queue_up", "Whether the queue answers", [{ value: depth ? 1 : 0 }]);
  if (depth) {
    gauge(
      "seatwise_queue_jobs",
      "Jobs in the queue by state",
      Object.entries(depth).map(([state, value]) => ({ labels: { state }, value })),
    );
  }
  gauge("seatwise_runs_open", "Runs that wait or are carried out", await openRuns());
  gauge(
    "seatwise_portal_data_age_seconds",
    "Age of the data of each portal; none before its first import",
    await ofPortals(
      "select name as portal, extract(epoch from $1::timestamptz - data_as_of) as value from portal where deleted_at is null and data_as_of is not null order by name",
      now,
    ),
  );
  gauge(
    "seatwise_portal_credential_valid_seconds",
    "Time until the credential of each portal ends; negative once it has ended",
    await ofPortals(
      `select p.name as portal, extract(epoch from c.valid_until - $1::timestamptz) as value
       from portal p join portal_credential c on c.portal_id = p.id and c.status = 'active'
       where p.deleted_at is null and c.valid_until is not null order by p.name`,
      now,
    ),
  );
  gauge("seatwise_products", "Products by status of compliance", await productsByStatus());
  lines.push(...(await countedLines()));
  return `${lines.join("\n")}\n`;
}

const headOf = ({ name, help, type }: Family) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];

const sampleLine = (name: string, labels: string, value: number) =>
  labels === "" ? `${name} ${value}` : `${name}{${labels}} ${value}`;

async function queueDepth(): Promise<Record<string, number> | null> {
  try {
    return await queue().depth();
  } catch (error) {
    log.warn({ err: error }, "the queue was not asked for its depth");
    return null;
  }
}

async function openRuns(): Promise<Sample[]> {
  const { rows } = await pool().query<{ kind: string; status: string; value: number }>(
    "select kind, status, count(*)::int as value from run where status in ('queued', 'running') group by 1, 2 order by 1, 2",
  );
  return rows.map(({ kind, status, value }) => ({ labels: { kind, status }, value }));
}

async function ofPortals(sql: string, now: Date): Promise<Sample[]> {
  const { rows } = await pool().query<{ portal: string; value: string }>(sql, [now]);
  return rows.map(({ portal, value }) => ({ labels: { portal }, value: Math.round(Number(value)) }));
}

async function productsByStatus(): Promise<Sample[]> {
  const { rows } = await pool().query<{ status: string; value: number }>(
    "select status, count(*)::int as value from compliance group by 1 order by 1",
  );
  return rows.map(({ status, value }) => ({ labels: { status }, value }));
}

async function countedLines(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string; labels: string; value: number }>(
    "select name, labels, value from counter order by name, labels",
  );
  return counted.flatMap((family) => {
    const own = rows.filter(({ name }) =>
      family.type === "histogram" ? name.startsWith(`${family.name}_`) : name === family.name,
    );
    return [...headOf(family), ...own.map(({ name, labels, value }) => sampleLine(name, labels, value))];
  });
}
