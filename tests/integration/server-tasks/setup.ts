import pg from "pg";
import { closeDatabase } from "@/lib/db/pool";
import { listServerTasks } from "@/lib/server-tasks/queries";
import type { StartCondition, TaskKey } from "@/lib/server-tasks/start-condition";
import { createTestDatabase } from "@/tests/support/database";
import { createOpener, createTarget } from "../jobs/backends";

export const actor = { id: null, username: "tester" };

/** A database of one's own with the tasks of a new installation, and a queue. */
export async function startTasks() {
  const database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const own = new pg.Client({ connectionString: database.url });
  await own.connect();
  const sql = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await own.query<Row>(text, values)).rows;
  const target = await createTarget("PostgreSQL", database.url);
  const open = createOpener();
  const defaults = await sql("select * from server_task");
  const queue = open.queue(target);

  const find = async (key: TaskKey) => {
    const task = (await listServerTasks(queue)).tasks.find((each) => each.key === key);
    if (!task) throw new Error(`no task ${key}`);
    return task;
  };
  return {
    sql,
    queue,
    open,
    target,
    databaseUrl: database.url,
    find,
    /** As a form would send it back unchanged. */
    async inputOf(key: TaskKey) {
      const task = await find(key);
      const [row] = await sql<{ settings: never }>("select settings from server_task where key = $1", [key]);
      return {
        ...{ key: key as never, version: task.version, isEnabled: task.isEnabled },
        ...{ startCondition: task.startCondition as StartCondition, settings: row?.settings as never },
      };
    },
    runs: () => sql("select id, kind, trigger, status, scope from run order by id"),
    makeDue: (key: TaskKey, ago = "1 second") =>
      sql("update server_task set next_start_at = date_trunc('second', now()) - $2::interval where key = $1", [
        key,
        ago,
      ]),
    /** Ends all runs, as if nothing had been asked for yet. */
    async reset() {
      await sql("truncate run, audit_line cascade");
      for (const row of defaults) {
        await sql(
          `update server_task set is_enabled = $2, start_condition = $3, settings = $4, next_start_at = null, followed_until = null,
             version = 1, updated_by = null where key = $1`,
          [row.key, row.is_enabled, row.start_condition, row.settings],
        );
      }
      await queue.setSchedules([]);
    },
    async stop() {
      await open.closeAll();
      await own.end();
      await closeDatabase();
      await database.drop();
    },
  };
}

export type Tasks = Awaited<ReturnType<typeof startTasks>>;
