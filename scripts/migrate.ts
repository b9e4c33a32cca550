import path from "node:path";
import { prepareDatabase } from "./lib/prepare-database";

// For installations whose web and worker processes are started by something else, such as a container platform: once
// before each new version. `npm start` does it by itself.
const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, QUEUE_PREFIX: queuePrefix } = process.env;
if (!databaseUrl) throw new Error("DATABASE_URL is not set: it names the PostgreSQL database to prepare.");

const applied = await prepareDatabase({
  databaseUrl,
  migrationsFolder: path.resolve("prisma", "migrations"),
  redisUrl: redisUrl || null,
  queuePrefix: queuePrefix || "seatwise",
});
console.log(applied.length > 0 ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
process.exit(0);
