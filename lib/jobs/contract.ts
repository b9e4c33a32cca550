import { z } from "zod";

/**
 * What travels through the queue: ids and keys, never data, never secrets. Parsed when it is enqueued and when it is taken
 * up, because a job may have been written by an older version.
 */
export const jobSchemas = {
  /** Carry out the run with this id. */
  "execute-run": z.strictObject({ runId: z.int().positive() }),
  /** A schedule is due: start the server task. */
  "start-task": z.strictObject({ taskKey: z.string().min(1).max(50) }),
} as const;

export type JobName = keyof typeof jobSchemas;
export type JobData<Name extends JobName> = z.infer<(typeof jobSchemas)[Name]>;

export const isJobName = (name: string): name is JobName => Object.hasOwn(jobSchemas, name);
