import "server-only";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log";

/** Who asks, asks often, and waits: a database that is slower than this is as good as away. */
const PATIENCE_MS = 3_000;

export async function isDatabaseReady(): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the database does not answer in time")), PATIENCE_MS);
  });
  try {
    await Promise.race([pool().query("select 1"), tooLate]);
    return true;
  } catch (error) {
    log.warn({ err: error }, "not ready");
    return false;
  } finally {
    clearTimeout(timer);
  }
}
