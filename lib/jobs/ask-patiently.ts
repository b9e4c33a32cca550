import { setTimeout as pause } from "node:timers/promises";
import type { Worker } from "bullmq";

type Asking = { moveToActive(token: string, name?: string): Promise<unknown> };

/**
 * Lets a worker rest before it asks for a job again after a failure. BullMQ rests only when the connection was refused: over a line
 * that is reset it would ask, fail and log a thousand times a second.
 */
export function askPatiently(worker: Worker, restMs: number): void {
  const asking = worker as unknown as Asking;
  const ask = asking.moveToActive.bind(worker);
  asking.moveToActive = async (token, name) => {
    try {
      return await ask(token, name);
    } catch (error) {
      await pause(restMs);
      throw error;
    }
  };
}
