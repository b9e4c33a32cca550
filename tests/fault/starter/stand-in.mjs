// Stands in for web, worker and demo tenant: writes down how it lives. argv: name, journal, behaviour.
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";

const [name, journal, behaviour] = process.argv.slice(2);
const note = (what) => appendFileSync(journal, `${name} ${what} ${process.pid}\n`);
if (behaviour === "crash") {
  note("began");
  console.log(`${name} cannot work`);
  process.exit(3);
}
if (behaviour === "helped") {
  const helper = spawnSync(process.execPath, [...process.execArgv, "-e", "process.stdout.write('helped')"]);
  note(String(helper.stdout));
}
const alive = setInterval(() => {}, 1_000);
const end = (why) => () => {
  note(why);
  clearInterval(alive);
  process.exit(0);
};
if (behaviour === "stubborn") process.on("SIGTERM", () => note("ignored"));
else process.on("SIGTERM", end("stopped"));
process.on("disconnect", end("orphaned"));
note("began");
