import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log";

/** @see Counter in the data model */
export type Count = { name: string; labels?: Record<string, string>; add: number };

/** Labels as Prometheus writes them, in order of their names. */
export function formatLabels(labels: Record<string, string> = {}): string {
  const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return Object.keys(labels)
    .sort()
    .map((name) => `${name}="${escaped(labels[name] ?? "")}"`)
    .join(",");
}

/** Adds to what metrics count. Never fails its caller: a number that is lost must not cost an import. */
export async function count(counts: readonly Count[]): Promise<void> {
  const sums = new Map<string, { name: string; labels: string; value: number }>();
  for (const { name, labels, add } of counts) {
    const text = formatLabels(labels);
    const key = `${name}{${text}}`;
    sums.set(key, { name, labels: text, value: (sums.get(key)?.value ?? 0) + add });
  }
  // Always in the same order, so that two processes cannot wait for each other.
  const rows = [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
  try {
    await pool().query(
      `insert into counter (name, labels, value)
       select name, labels, value from unnest($1::text[], $2::text[], $3::float8[]) as t(name, labels, value)
       on conflict (name, labels) do update set value = counter.value + excluded.value`,
      [rows.map((row) => row.name), rows.map((row) => row.labels), rows.map((row) => row.value)],
    );
  } catch (error) {
    log.warn({ err: error }, "metrics were not counted");
  }
}

/** Upper bounds in seconds: a recalculation takes one, the import of a group's tenants an hour. */
export const DURATION_BUCKETS_S = [1, 5, 15, 60, 300, 900, 3_600, 10_800] as const;

/** One observation of a histogram, as the counters that Prometheus makes of it. */
export function observed(name: string, labels: Record<string, string>, seconds: number): Count[] {
  const buckets = [...DURATION_BUCKETS_S.filter((bound) => seconds <= bound).map(String), "+Inf"];
  return [
    ...buckets.map((le) => ({ name: `${name}_bucket`, labels: { ...labels, le }, add: 1 })),
    { name: `${name}_sum`, labels, add: seconds },
    { name: `${name}_count`, labels, add: 1 },
  ];
}
