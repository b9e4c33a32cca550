// Stands in for the web process: listens on PORT once the file GATE is there, and says which instance it is.
import fs from "node:fs";
import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const { PORT, GATE, INSTANCE_ID } = process.env;
while (!fs.existsSync(GATE)) await pause(10);
http
  .createServer((_, response) => response.end(JSON.stringify({ status: "live", instance: INSTANCE_ID })))
  .listen(Number(PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
