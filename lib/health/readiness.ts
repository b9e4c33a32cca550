import "server-only";
import { config } from "@/lib/config";
import { pool } from "@/lib/db/pool";
import { queue } from "@/lib/jobs/producer";
import { log } from "@/lib/log";

/** Who asks, asks often, and waits: what is slower than this is as good as away. */
const PATIENCE_MS = 3_000;

export type Readiness = {
  database: "ok" | "away";
  /** `evicting`: Redis may throw jobs away, see docs/operations.md */
  queue: "ok" | "away" | "evicting";
  /** workers heard of in time; null: the database is away */
  workers: number | null;
};

/** Whether what this process needs is there. Without its database it can serve nothing; without queue or workers it serves pages. */
export async function readReadiness(): Promise<Readiness> {
  const [workers, queueState] = await Promise.all([
    inTime("database", countWorkers),
    inTime("queue", async () => ((await queue().evictionPolicy()) ? ("evicting" as const) : ("ok" as const))),
  ]);
  return { database: workers === null ? "away" : "ok", queue: queueState ?? "away", workers };
}

async function countWorkers(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from worker
     where stopped_at is null and heartbeat_at >= now() - $1 * interval '1 millisecond'`,
    [config().run.staleMs],
  );
  return rows[0]?.count ?? 0;
}

/** @returns null when it fails or is too late */
async function inTime<Result>(what: string, ask: () => Promise<Result>): Promise<Result | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    return await Promise.race([ask(), tooLate]);
  } catch (error) {
    log.warn({ err: error, what }, "not ready");
    return null;
  } finally {
    clearTimeout(timer);
  }
}
