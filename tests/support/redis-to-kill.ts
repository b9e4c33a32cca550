import fs from "node:fs";
import { startProcess, type TestProcess } from "./processes";

/** One that a test kills and starts again at the same port. It keeps nothing: after a kill it is empty. */
export async function startRedisAt(port: number, folder: string): Promise<TestProcess> {
  fs.mkdirSync(folder, { recursive: true });
  const program = process.env.REDIS_SERVER_PATH ?? "redis-server";
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const server = startProcess(program, args, {});
  await server.waitForLog("Ready to accept connections");
  return server;
}
