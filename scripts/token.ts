import { parseArgs } from "node:util";
import { findRunningDatabase } from "./lib/running-database";
import { readSettings } from "./lib/settings";

const usage = `Makes a token for the REST API and prints it, once.

  npm run --silent token -- --name ci                        everything that the role may
  npm run --silent token -- --name ci --scopes read          some of it, separated by commas
  npm run --silent token -- --name ci --user erika           a personal token of that account

  --role administrator|viewer   of a service token; administrator by itself
  --days 90                     how long it is good; without, until it is revoked
  --demo, --dev                 for the data of npm run demo, or of npm run dev`;

const { values } = parseArgs({
  options: {
    ...{ name: { type: "string" }, scopes: { type: "string" }, user: { type: "string" }, role: { type: "string" } },
    ...{ days: { type: "string" }, demo: { type: "boolean" }, dev: { type: "boolean" }, help: { type: "boolean" } },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const settings = readSettings(values.demo ? "demo" : values.dev ? "dev" : "start", process.cwd(), process.env);
// The product's modules read it when they are loaded.
process.env.DATABASE_URL = settings.databaseUrl ?? findRunningDatabase(settings.dataDir);
const { makeToken } = await import("./lib/make-token");
const { token, told } = await makeToken(values).catch((error: Error) => {
  throw error.name === "AppError" || error.constructor === Error ? new Error(`${error.message}\n\n${usage}`) : error;
});
console.error(told);
console.log(token);
