import { readFileSync } from "node:fs";
import { startDemoTenant } from "./server";
import { createContoso } from "./tenant";
import type { DemoApp } from "./world";

/** The file that DEMO_CONFIG names: who may ask for tokens, and which companies there are (Contoso without). */
type DemoConfig = {
  apps: DemoApp[];
  /** ISO instant that the companies' dates count from; without, the start of this process. */
  datesFrom?: string;
  tenants?: { tenantId?: string; displayName?: string; domain?: string; userCount?: number; seed?: number }[];
};

function readConfig(path: string | undefined): DemoConfig {
  if (path === undefined || path === "") throw new Error("DEMO_CONFIG must name a JSON file with the registered apps");
  const config = JSON.parse(readFileSync(path, "utf8")) as Partial<DemoConfig>;
  if (!Array.isArray(config.apps)) throw new Error(`${path}: "apps" must be a list`);
  return { ...config, apps: config.apps };
}

const config = readConfig(process.env.DEMO_CONFIG);
const now = config.datesFrom === undefined ? undefined : new Date(config.datesFrom);
if (now && Number.isNaN(now.getTime())) throw new Error('"datesFrom" must be an ISO instant');
const companies = config.tenants ?? [{}];
const server = await startDemoTenant({
  port: Number(process.env.PORT ?? 0),
  apps: config.apps,
  tenants: companies.map((company) => createContoso({ ...company, now })),
  instance: process.env.INSTANCE_ID,
  hasControl: process.env.DEMO_CONTROL === "1",
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await server.stop();
  process.exitCode = 0;
  if (process.connected) process.disconnect();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
// Whoever started us is gone: nobody is left to stop us.
process.once("disconnect", stop);

process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`);
