// The one file that chooses what carries the queue: Redis when REDIS_URL is set, else PostgreSQL. Everything else talks
// to the classes that are made here and does not know which of the two it is.
import { once } from "node:events";
import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from "bullmq";
import IORedis from "ioredis";
import pg from "pg";
import { log } from "@/lib/log";
import { queueTracing } from "@/lib/telemetry";
import { askPatiently } from "./ask-patiently";
import { isJobName, type JobData, type JobName, jobSchemas } from "./contract";

const QUEUE_NAME = "seatwise";
/** A job that nobody renews within this time is delivered again; whether its run is, the run's own heartbeat decides. */
const LOCK_MS = 10_000;
/** How often workers look for such jobs. */
const STALLED_EVERY_MS = 5_000;
/** More often than a line is cut in a row. */
const STALLED_TIMES_MAX = 20;
/** For all that a producer does for one call, connecting included. */
const PRODUCER_TIMEOUT_MS = 3_000;
/** A worker whose server does not answer a single command for so long connects anew. */
const WORKER_TIMEOUT_MS = 10_000;
/** After a lost connection a worker tries again this soon. */
const WORKER_RETRY_MS = 1_000;
/** A schedule that is overdue by more than this lost its next job, with a worker or with the queue's server. */
const OVERDUE_MS = 60_000;
/** A start that nobody has answered by moving its schedule is announced again this soon. */
const WAKE_EVERY_MS = 60_000;

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
  const timeoutMs = role === "producer" ? PRODUCER_TIMEOUT_MS : WORKER_TIMEOUT_MS;
  return {
    connectionString: target.databaseUrl,
    max: 3,
    schema: schemaOf(target),
    skipMigrations: true,
    application_name: `seatwise queue ${role}`,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    keepAlive: true,
  };
}

/** When a server task is to be looked at next. */
export type Schedule = { key: string; at: Date };

export type JobQueue = {
  /** @param jobId the same id twice is one job */
  add<Name extends JobName>(name: Name, data: JobData<Name>, jobId: string): Promise<void>;
  /** Makes the queue's schedules exactly these: adds, moves, removes. Each wakes a worker when it is due, and until it is moved. */
  setSchedules(schedules: readonly Schedule[]): Promise<void>;
  /** When each schedule is due next. */
  nextDue(): Promise<Map<string, Date>>;
  /** How many jobs there are in each state. */
  depth(): Promise<Record<string, number>>;
  /**
   * Whether the queue's server may throw jobs away when its memory is full; null: it cannot, or does not say.
   * Redis must have `maxmemory-policy noeviction`.
   */
  evictionPolicy(): Promise<string | null>;
  close(): Promise<void>;
};

type Producer = {
  queue: Queue;
  untilReady(): Promise<void>;
  /** null: there is none, or the server does not tell */
  evictionPolicy(): Promise<string | null>;
  close(): Promise<void>;
};

function openProducer(target: QueueTarget): Producer {
  const redis = target.redisUrl ? redisConnection(target.redisUrl, "producer") : null;
  const queue = redis
    ? new Queue(QUEUE_NAME, { connection: redis, prefix: target.queuePrefix, ...queueTracing() })
    : (new onPostgres.Queue(QUEUE_NAME, {
        connection: postgresConnection(target, "producer"),
        ...queueTracing(),
      }) as unknown as Queue);
  queue.on("error", (error) => log.warn({ err: error }, "the queue is not reachable"));
  return {
    queue,
    async untilReady() {
      // Without an offline queue a command fails while the connection is made; the first refusal is answer enough.
      if (redis && redis.status !== "ready") await once(redis, "ready");
      await queue.waitUntilReady();
    },
    // INFO, not CONFIG: hosted servers forbid that one.
    evictionPolicy: async () =>
      redis ? (/^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1] ?? null) : null,
    async close() {
      redis?.disconnect();
      await queue.close();
    },
  };
}

/** The producing side. Connects when it is first used; each call answers or throws within `PRODUCER_TIMEOUT_MS`. */
export function openQueue(target: QueueTarget): JobQueue {
  let current: Producer | null = null;

  /** BullMQ remembers for ever that it could not connect, and a dead line is never missed: such a producer is replaced. */
  const discard = (producer: Producer) => {
    if (current === producer) current = null;
    producer.close().catch((error) => log.warn({ err: error }, "a broken queue connection did not close"));
  };
  const use = async <Result>(work: (queue: Queue) => Promise<Result>): Promise<Result> => {
    current ??= openProducer(target);
    const producer = current;
    let isReady = false;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isReady = false;
        reject(new Error("the queue does not answer"));
      }, PRODUCER_TIMEOUT_MS);
    });
    const working = producer.untilReady().then(() => {
      isReady = true;
      return work(producer.queue);
    });
    try {
      return await Promise.race([working, deadline]);
    } catch (error) {
      working.catch(() => {}); // after the deadline nobody listens any more
      if (!isReady) discard(producer);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    async add(name, data, jobId) {
      const payload = jobSchemas[name].parse(data);
      await use((queue) => queue.add(name, payload, { jobId, ...leavesNoTrace }));
    },
    setSchedules: (schedules) => use((queue) => followSchedules(queue, schedules)),
    nextDue: () =>
      use(async (queue) => {
        const schedulers = await queue.getJobSchedulers(0, -1);
        return new Map(schedulers.flatMap(({ key, next }) => (next ? [[key, new Date(Number(next))]] : [])));
      }),
    depth: () => use((queue) => queue.getJobCounts("waiting", "active", "delayed", "failed")),
    evictionPolicy: () =>
      use(async () => {
        const policy = await current?.evictionPolicy();
        return policy && policy !== "noeviction" ? policy : null;
      }),
    async close() {
      await current?.close();
      current = null;
    },
  };
}

const leavesNoTrace = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

async function followSchedules(queue: Queue, schedules: readonly Schedule[]): Promise<void> {
  const known = new Map((await queue.getJobSchedulers(0, -1)).map((scheduler) => [scheduler.key, scheduler]));
  for (const { key, at } of schedules) {
    const before = known.get(key);
    if (before && isInPlace(before, at.getTime())) continue;
    // BullMQ moves a schedule only when its rhythm changes, and one whose next job was lost not at all.
    if (before) await queue.removeJobScheduler(key);
    await queue.upsertJobScheduler(
      key,
      { every: WAKE_EVERY_MS, startDate: new Date(Math.max(at.getTime(), Date.now())) },
      { name: "start-task", data: { taskKey: key }, opts: leavesNoTrace },
    );
  }
  const wanted = new Set(schedules.map((schedule) => schedule.key));
  for (const key of known.keys()) if (!wanted.has(key)) await queue.removeJobScheduler(key);
}

/** Whether a schedule will wake a worker at this time, or, where the time is past, has begun to. */
function isInPlace({ startDate, next }: { startDate?: number; next?: number }, atMs: number): boolean {
  const now = Date.now();
  const isAlive = Number(next) >= now - OVERDUE_MS;
  return isAlive && (atMs > now ? Number(startDate) === atMs : Number(next) <= now + WAKE_EVERY_MS);
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
  // A line that is cut while the server answers leaves a job that is taken up by nobody. It is delivered again, and so is one
  // whose worker died: a job only names what to look at, and whoever comes too early or too late finds nothing to do.
  const options = {
    ...{ concurrency, lockDuration: LOCK_MS, stalledInterval: STALLED_EVERY_MS, maxStalledCount: STALLED_TIMES_MAX },
    runRetryDelay: WORKER_RETRY_MS,
    ...queueTracing(),
  };
  const worker = redis
    ? new Worker(QUEUE_NAME, handle, { connection: redis, prefix: target.queuePrefix, ...options })
    : (new onPostgres.Worker(QUEUE_NAME, handle, {
        connection: postgresConnection(target, "worker"),
        ...options,
      }) as unknown as Worker);
  askPatiently(worker, WORKER_RETRY_MS);
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
