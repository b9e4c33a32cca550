// The one file that chooses what carries the queue: Redis when REDIS_URL is set, else PostgreSQL. Everything else talks
// to the classes that are made here and does not know which of the two it is.
import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from "bullmq";
import IORedis from "ioredis";
import pg from "pg";
import { log } from "@/lib/log";
import { isJobName, type JobData, type JobName, jobSchemas } from "./contract";

const QUEUE_NAME = "seatwise";
/** A worker that does not renew a job within this time is taken for dead; the run's own heartbeat decides, not this. */
const LOCK_MS = 30_000;
const PRODUCER_TIMEOUT_MS = 5_000;

export type QueueTarget = { databaseUrl: string; redisUrl: string | null; queuePrefix: string };

const onPostgres = withBackend(createPostgresBackend);

/** On PostgreSQL every prefix has a schema of its own, as every prefix has its own keys on Redis. */
const schemaOf = (target: QueueTarget) =>
  target.queuePrefix === "seatwise" ? "bullmq" : `bullmq_${target.queuePrefix.replaceAll("-", "_")}`;

/** Creates the queue's tables where the queue runs on PostgreSQL; nothing to do on Redis. Idempotent. */
export async function prepareQueue(target: QueueTarget): Promise<void> {
  if (target.redisUrl) return;
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  try {
    await runMigrations(client, schemaOf(target));
  } finally {
    await client.end();
  }
}

/** A person waits for a producer: it fails fast and says so. A worker waits for ever: its server will come back. */
function redisConnection(url: string, role: "producer" | "worker"): IORedis {
  const connection = new IORedis(url, {
    maxRetriesPerRequest: role === "producer" ? 1 : null,
    enableOfflineQueue: role === "worker",
    connectTimeout: PRODUCER_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(200 * attempt, 5_000),
  });
  connection.on("error", (error) => log.warn({ err: error, role }, "Redis connection failed"));
  return connection;
}

function postgresConnection(target: QueueTarget, role: "producer" | "worker") {
  return {
    connectionString: target.databaseUrl,
    max: 3,
    schema: schemaOf(target),
    skipMigrations: true,
    application_name: `seatwise queue ${role}`,
    connectionTimeoutMillis: role === "producer" ? PRODUCER_TIMEOUT_MS : 0,
  };
}

export type Schedule = { key: string; everyMs: number };

export type JobQueue = {
  /** @param jobId the same id twice is one job */
  add<Name extends JobName>(name: Name, data: JobData<Name>, jobId: string): Promise<void>;
  /** Makes the queue's schedules exactly these: adds, changes, removes. Each starts its server task. */
  setSchedules(schedules: readonly Schedule[]): Promise<void>;
  /** When each schedule is due next. */
  nextDue(): Promise<Map<string, Date>>;
  close(): Promise<void>;
};

/** The producing side. */
export function openQueue(target: QueueTarget): JobQueue {
  const redis = target.redisUrl ? redisConnection(target.redisUrl, "producer") : null;
  const queue = redis
    ? new Queue(QUEUE_NAME, { connection: redis, prefix: target.queuePrefix })
    : (new onPostgres.Queue(QUEUE_NAME, { connection: postgresConnection(target, "producer") }) as unknown as Queue);
  queue.on("error", (error) => log.warn({ err: error }, "the queue is not reachable"));
  const leavesNoTrace = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;
  return {
    async add(name, data, jobId) {
      if (redis && redis.status !== "ready") await untilReady(redis);
      await queue.add(name, jobSchemas[name].parse(data), { jobId, ...leavesNoTrace });
    },
    async setSchedules(schedules) {
      if (redis && redis.status !== "ready") await untilReady(redis);
      const known = new Map((await queue.getJobSchedulers(0, -1)).map((scheduler) => [scheduler.key, scheduler]));
      for (const { key, everyMs } of schedules) {
        if (known.get(key)?.every === everyMs || Number(known.get(key)?.every) === everyMs) continue;
        await queue.upsertJobScheduler(
          key,
          // Without a start date the first job would run at once, beside whatever a person has just started.
          { every: everyMs, startDate: new Date(Date.now() + everyMs) },
          { name: "start-task", data: { taskKey: key }, opts: leavesNoTrace },
        );
      }
      const wanted = new Set(schedules.map((schedule) => schedule.key));
      for (const key of known.keys()) if (!wanted.has(key)) await queue.removeJobScheduler(key);
    },
    async nextDue() {
      const schedulers = await queue.getJobSchedulers(0, -1);
      return new Map(
        schedulers.flatMap((scheduler) => (scheduler.next ? [[scheduler.key, new Date(Number(scheduler.next))]] : [])),
      );
    },
    async close() {
      await queue.close();
      redis?.disconnect();
    },
  };
}

/** With no offline queue a command before the first connection fails; wait for it, but not for long. */
async function untilReady(redis: IORedis): Promise<void> {
  if (redis.status === "ready") return;
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error) => {
      clearTimeout(timer);
      redis.off("ready", onReady);
      if (error) reject(error);
      else resolve();
    };
    const onReady = () => done();
    const timer = setTimeout(() => done(new Error("Redis is not reachable")), PRODUCER_TIMEOUT_MS);
    redis.once("ready", onReady);
  });
}

export type JobProcessor = <Name extends JobName>(name: Name, data: JobData<Name>) => Promise<void>;
export type JobWorker = {
  untilReady(): Promise<void>;
  /** Stops taking jobs up and waits for the running ones. */
  close(): Promise<void>;
};

/** The consuming side. An unknown job is dropped with a line in the log: a schedule may outlive the code that made it. */
export function openWorker(target: QueueTarget, process: JobProcessor, concurrency: number): JobWorker {
  const redis = target.redisUrl ? redisConnection(target.redisUrl, "worker") : null;
  const handle = async (job: { name: string; data: unknown }) => {
    if (!isJobName(job.name)) {
      log.warn({ job: job.name }, "dropped a job of an unknown kind");
      return;
    }
    await process(job.name, jobSchemas[job.name].parse(job.data) as never);
  };
  // A job whose worker died is not run again by the queue: the run's row is found stale and dispatched anew.
  const options = { concurrency, lockDuration: LOCK_MS, maxStalledCount: 0 };
  const worker = redis
    ? new Worker(QUEUE_NAME, handle, { connection: redis, prefix: target.queuePrefix, ...options })
    : (new onPostgres.Worker(QUEUE_NAME, handle, {
        connection: postgresConnection(target, "worker"),
        ...options,
      }) as unknown as Worker);
  worker.on("error", (error) => log.warn({ err: error }, "the queue is not reachable"));
  worker.on("failed", (job, error) => log.warn({ job: job?.id, err: error }, "a job failed"));
  return {
    untilReady: async () => {
      await worker.waitUntilReady();
    },
    async close() {
      await worker.close();
      redis?.disconnect();
    },
  };
}
