import path from "node:path";
import type { ChildPlan } from "./processes";
import type { Settings } from "./settings";

type Known = {
  settings: Settings;
  port: number;
  address: string;
  databaseUrl: string;
  sessionSecret: string;
  /** Where login and Graph are, when a demo tenant stands in for Microsoft's. */
  demoUrl: string | null;
  setupCode: string | null;
  /** By which the starter knows its own web process among the answers at a port */
  instance: string;
};

const WEB_STOP_MS = 8_000;
/** A worker hands back what it cannot finish. */
const WORKER_STOP_MS = 20_000;
const DEMO_STOP_MS = 3_000;

/** The environment of our own programs: what lib/config.ts reads. */
export function environmentOf({ settings, address, databaseUrl, sessionSecret, demoUrl }: Known): NodeJS.ProcessEnv {
  const { PORT: _port, HOST: _host, SETUP_CODE: _code, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: settings.mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.dataDir,
    QUEUE_PREFIX: settings.queuePrefix,
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: sessionSecret,
    ...(demoUrl ? { M365_LOGIN_URL: demoUrl, M365_GRAPH_URL: demoUrl } : {}),
  };
}

/** TypeScript as it is while developing; else the bundle, with stack traces that name the sources. */
const programOf = ({ mode }: Settings, source: string, bundle: string) =>
  mode === "dev" ? ["--import", "./scripts/lib/typescript.mjs", source] : ["--enable-source-maps", bundle];

/** A connection that waits is kept longer than by whoever is before us (60 s, mostly): a request on one that was just closed fails. */
const KEEP_ALIVE_MS = 75_000;

export function planWeb(known: Known): ChildPlan {
  const { settings, port, setupCode, instance } = known;
  const command = settings.mode === "dev" ? ["dev"] : ["start", "--keepAliveTimeout", String(KEEP_ALIVE_MS)];
  return {
    name: "web",
    args: [
      path.join("node_modules", "next", "dist", "bin", "next"),
      ...command,
      "--hostname",
      settings.host,
      "--port",
      String(port),
    ],
    env: { ...environmentOf(known), INSTANCE_ID: instance, ...(setupCode ? { SETUP_CODE: setupCode } : {}) },
    stopMs: WEB_STOP_MS,
  };
}

export function planWorker(known: Known): ChildPlan {
  const args = programOf(known.settings, "workers/main.ts", "dist/worker.mjs");
  return { name: "worker", args, env: environmentOf(known), stopMs: WORKER_STOP_MS };
}

export function planDemoTenant(
  settings: Settings,
  { port, config, instance }: { port: number; config: string; instance: string },
): ChildPlan {
  const env = { ...process.env, PORT: String(port), DEMO_CONFIG: config, INSTANCE_ID: instance };
  return { name: "demo", args: programOf(settings, "demo/main.ts", "dist/demo.mjs"), env, stopMs: DEMO_STOP_MS };
}
