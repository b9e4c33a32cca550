import path from "node:path";
import { z } from "zod";

/** https everywhere; plain http only where the traffic cannot leave the machine. */
const isSecureOrLoopback = (value: string) => {
  const url = new URL(value);
  return (
    url.protocol === "https:" ||
    (url.protocol === "http:" && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname))
  );
};
const endpoint = z
  .url()
  .refine(isSecureOrLoopback, "must be https, or http on loopback")
  .transform((value) => value.replace(/\/+$/, ""));

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const environmentSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgresql:// URL"),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, "must be a redis:// or rediss:// URL")),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]+$/)
    .default("seatwise"),
  DATA_DIR: z.string().default(".data"),
  SECRET_KEY: optional(z.string().min(1)),
  NEXTAUTH_SECRET: optional(z.string().min(16)),
  NEXTAUTH_URL: optional(z.url()),
  SETUP_CODE: optional(z.string().min(8)),
  INSTANCE_ID: optional(z.string()),
  METRICS_TOKEN: optional(z.string().min(16)),
  WORKER_HEALTH_PORT: optional(z.coerce.number().int().min(1).max(65_535)),
  M365_LOGIN_URL: optional(endpoint),
  M365_GRAPH_URL: optional(endpoint),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  RUN_HEARTBEAT_MS: z.coerce.number().int().min(50).default(5_000),
  RUN_STALE_MS: z.coerce.number().int().min(200).default(30_000),
  RECONCILE_INTERVAL_MS: z.coerce.number().int().min(50).default(15_000),
  API_CALLS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
  SHARE_INTERVAL_MS: z.coerce.number().int().min(20).default(2_000),
  IMPORT_PORTAL_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  IMPORT_DROP_LIMIT_PERCENT: z.coerce.number().min(1).max(100).default(30),
  GRAPH_TIMEOUT_MS: z.coerce.number().int().min(100).default(100_000),
  GRAPH_RETRY_BASE_MS: z.coerce.number().int().min(1).default(1_000),
  GRAPH_RETRY_AFTER_MAX_MS: z.coerce.number().int().min(1).default(300_000),
});

export type Config = {
  isProduction: boolean;
  databaseUrl: string;
  /** null: the queue runs on PostgreSQL */
  redisUrl: string | null;
  queuePrefix: string;
  /** absolute path */
  dataDir: string;
  /** null: the key file in the data folder is used, and made when missing */
  secretKey: string | null;
  sessionSecret: string | null;
  publicUrl: string | null;
  /** asked for when the first administrator is made; null: none can be made in the browser */
  setupCode: string | null;
  /** What Prometheus has to show at `/api/metrics`; null: there are no metrics */
  metricsToken: string | null;
  /** Where a worker answers whether it lives; null: nowhere */
  workerHealthPort: number | null;
  /** By which the starter knows the web process that it started; null: nobody asks */
  instanceId: string | null;
  /** Endpoints that replace the Global cloud's, for private test servers; null: Microsoft's own. No trailing slash. */
  globalCloud: { loginUrl: string | null; graphUrl: string | null };
  logLevel: string;
  /** that one token of the REST API may make, in each web process */
  apiCallsPerMinute: number;
  run: {
    heartbeatMs: number;
    staleMs: number;
    reconcileIntervalMs: number;
    /** How often a worker looks whether an import that another carries out has portals that nobody has taken up. */
    shareIntervalMs: number;
  };
  import: { portalConcurrency: number; dropLimitPercent: number };
  graph: { timeoutMs: number; retryBaseMs: number; retryAfterMaxMs: number };
};

/** Throws with every faulty variable named; values are not repeated, since some are secrets. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`Configuration is not usable: ${faults}`);
  }
  const env = parsed.data;
  return {
    isProduction: env.NODE_ENV === "production",
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL ?? null,
    queuePrefix: env.QUEUE_PREFIX,
    dataDir: path.resolve(/* turbopackIgnore: true */ env.DATA_DIR),
    secretKey: env.SECRET_KEY ?? null,
    sessionSecret: env.NEXTAUTH_SECRET ?? null,
    publicUrl: env.NEXTAUTH_URL ?? null,
    setupCode: env.SETUP_CODE ?? null,
    instanceId: env.INSTANCE_ID ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    workerHealthPort: env.WORKER_HEALTH_PORT ?? null,
    globalCloud: { loginUrl: env.M365_LOGIN_URL ?? null, graphUrl: env.M365_GRAPH_URL ?? null },
    logLevel: env.LOG_LEVEL,
    apiCallsPerMinute: env.API_CALLS_PER_MINUTE,
    run: {
      heartbeatMs: env.RUN_HEARTBEAT_MS,
      staleMs: env.RUN_STALE_MS,
      reconcileIntervalMs: env.RECONCILE_INTERVAL_MS,
      shareIntervalMs: env.SHARE_INTERVAL_MS,
    },
    import: { portalConcurrency: env.IMPORT_PORTAL_CONCURRENCY, dropLimitPercent: env.IMPORT_DROP_LIMIT_PERCENT },
    graph: {
      timeoutMs: env.GRAPH_TIMEOUT_MS,
      retryBaseMs: env.GRAPH_RETRY_BASE_MS,
      retryAfterMaxMs: env.GRAPH_RETRY_AFTER_MAX_MS,
    },
  };
}

let current: Config | undefined;

/** The process's configuration, parsed once at first use (the build must not need a database). */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}

/** For the start of a process: one that cannot work with its environment says which variables are at fault, and ends. */
export function requireConfig(): Config {
  try {
    return config();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
