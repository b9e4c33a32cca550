// A starter with stand-ins for web and worker and a real PostgreSQL. argv: data folder, behaviour of the worker.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { takeDataFolder } from "@/scripts/lib/launch";
import { Lifecycle } from "@/scripts/lib/lifecycle";
import { startPostgres } from "@/scripts/lib/postgres";
import { Processes } from "@/scripts/lib/processes";

const [dataDir = "", behaviour = ""] = process.argv.slice(2);
const journal = path.join(dataDir, "journal");
const standIn = fileURLToPath(new URL("stand-in.mjs", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

process.stdout.on("error", () => {});
const lifecycle = new Lifecycle(say);
lifecycle.handleSignals();
try {
  const lock = takeDataFolder({ dataDir }, lifecycle);
  const processes = new Processes(process.cwd(), dataDir, say);
  await processes.endLeftovers();
  const database = await lifecycle.starting(async () => {
    const server = await startPostgres({ dataDir, settings: { fsync: "off" }, say });
    return { name: "PostgreSQL", pid: server.pid, stop: server.stop, kill: server.kill };
  });
  const start = (name: string, how: string) => {
    const plan = { name, args: [standIn, name, journal, how], env: process.env, stopMs: 1_000 };
    return lifecycle.starting(async () => processes.start(plan));
  };
  await start("worker", behaviour);
  await start("web", "");
  lock.update("http://localhost:1234");
  say(`READY ${database.pid} ${process.pid}`);
} catch (error) {
  say((error as Error).message);
  await lifecycle.stop();
  process.exit(1);
}
