import "server-only";
import { config } from "@/lib/config";
import { queue } from "@/lib/jobs/producer";
import { log } from "@/lib/log";
import { listWorkers } from "./workers";

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
    inTime("database", () => listWorkers(config().run.staleMs)),
    readQueueState(),
  ]);
  const running = workers?.filter(({ state }) => state === "running").length ?? null;
  return { database: workers ? "ok" : "away", queue: queueState, workers: running };
}

export async function readQueueState(): Promise<Readiness["queue"]> {
  const isEvicting = await inTime("queue", async () => (await queue().evictionPolicy()) !== null);
  return isEvicting === null ? "away" : isEvicting ? "evicting" : "ok";
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
