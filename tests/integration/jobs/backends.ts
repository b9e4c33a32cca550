import { randomBytes } from "node:crypto";
import { createPostgresBackend, Queue, Worker, withBackend } from "bullmq";
import { inject } from "vitest";
import type { JobData, JobName } from "@/lib/jobs/contract";
import { type JobQueue, openQueue, openWorker, prepareQueue, type QueueTarget } from "@/lib/jobs/queue";

export const backends = ["Redis", "PostgreSQL"] as const;
export type Backend = (typeof backends)[number];

const CLOSED_PORT = 1;

/** A queue of nobody else's: its own prefix, and its tables where they are needed. */
export async function createTarget(backend: Backend, databaseUrl: string): Promise<QueueTarget> {
  const target = {
    databaseUrl,
    redisUrl: backend === "Redis" ? inject("redisUrl") : null,
    queuePrefix: `t${randomBytes(4).toString("hex")}`,
  };
  await prepareQueue(target);
  return target;
}

/** The same queue with another address of its server. */
export function readdress(target: QueueTarget, change: (url: string) => string): QueueTarget {
  return target.redisUrl
    ? { ...target, redisUrl: change(target.redisUrl) }
    : { ...target, databaseUrl: change(target.databaseUrl) };
}

export const serverUrlOf = (target: QueueTarget) => target.redisUrl ?? target.databaseUrl;

/** Where nothing listens. */
export const withClosedPort = (url: string) => {
  const closed = new URL(url);
  closed.port = String(CLOSED_PORT);
  return closed.href;
};

/** BullMQ's own queue, for what ours would refuse to do. */
export function openRawQueue(target: QueueTarget): Queue {
  if (target.redisUrl) {
    const { hostname, port } = new URL(target.redisUrl);
    return new Queue("seatwise", { connection: { host: hostname, port: Number(port) }, prefix: target.queuePrefix });
  }
  const connection = { connectionString: target.databaseUrl, max: 1, schema: schemaOf(target), skipMigrations: true };
  const onPostgres = withBackend(createPostgresBackend);
  return new onPostgres.Queue("seatwise", { connection }) as unknown as Queue;
}

/** BullMQ's own worker that takes up what it is told to, and does not renew it. */
function openRawWorker(target: QueueTarget): Worker {
  const options = { autorun: false, lockDuration: 1_000 };
  if (target.redisUrl) {
    const { hostname, port } = new URL(target.redisUrl);
    const connection = { host: hostname, port: Number(port) };
    return new Worker("seatwise", null, { connection, prefix: target.queuePrefix, ...options });
  }
  const connection = { connectionString: target.databaseUrl, max: 1, schema: schemaOf(target), skipMigrations: true };
  const onPostgres = withBackend(createPostgresBackend);
  return new onPostgres.Worker("seatwise", null, { connection, ...options }) as unknown as Worker;
}

export const schemaOf = (target: QueueTarget) => `bullmq_${target.queuePrefix}`;

export type Taken = { name: JobName; data: JobData<JobName>; atMs: number };

/** Opens queues and workers that are closed together at the end of a test. */
export function createOpener() {
  const closers: (() => Promise<void>)[] = [];
  return {
    queue(target: QueueTarget): JobQueue {
      const queue = openQueue(target);
      closers.push(() => queue.close());
      return queue;
    },
    rawQueue(target: QueueTarget): Queue {
      const queue = openRawQueue(target);
      closers.push(() => queue.close());
      return queue;
    },
    rawWorker(target: QueueTarget): Worker {
      const worker = openRawWorker(target);
      closers.push(() => worker.close());
      return worker;
    },
    /** Notes what it takes up. */
    async worker(target: QueueTarget, taken: Taken[] = []): Promise<{ taken: Taken[]; close(): Promise<void> }> {
      const worker = openWorker(
        target,
        async (name, data) => {
          taken.push({ name, data, atMs: Date.now() });
        },
        1,
      );
      closers.push(() => worker.close());
      await worker.untilReady();
      return { taken, close: () => worker.close() };
    },
    async closeAll(): Promise<void> {
      // The last opened first; a proxy or a database goes after what stands on it.
      for (const close of closers.splice(0).reverse()) await close();
    },
    later: (close: () => Promise<void>) => void closers.push(close),
  };
}
