import { config } from "@/lib/config";
import { type JobQueue, openQueue } from "./queue";

const holder = globalThis as { seatwiseQueue?: JobQueue };

/** The web process's one connection to the queue. */
export function queue(): JobQueue {
  holder.seatwiseQueue ??= openQueue(config());
  return holder.seatwiseQueue;
}
