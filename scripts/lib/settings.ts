import path from "node:path";

export type Mode = "start" | "demo" | "dev";

export type Settings = {
  mode: Mode;
  root: string;
  dataDir: string;
  host: string;
  /** What was asked for; undefined: the first free one. */
  port: string | undefined;
  /** null: the embedded database of the data folder */
  databaseUrl: string | null;
  /** null: the queue lives in the database */
  redisUrl: string | null;
  queuePrefix: string;
  publicUrl: string | null;
  hasDemoTenant: boolean;
};

const LOOPBACK = "127.0.0.1";
/** Hosts that mean every interface, and that nobody can put into a browser. */
const EVERYWHERE = ["0.0.0.0", "::", "[::]"];

/** What the environment asks for. The demo and the development server keep away from the data of the real one. */
export function readSettings(mode: Mode, root: string, env: NodeJS.ProcessEnv, args: string[] = []): Settings {
  const base = path.resolve(root, env.DATA_DIR || ".data");
  const isReal = mode === "start";
  const prefix = env.QUEUE_PREFIX || "seatwise";
  return {
    mode,
    root,
    dataDir: isReal ? base : path.join(base, mode),
    host: env.HOST || LOOPBACK,
    port: env.PORT || undefined,
    databaseUrl: env.DATABASE_URL ? (isReal ? env.DATABASE_URL : besideDatabase(env.DATABASE_URL, mode)) : null,
    redisUrl: env.REDIS_URL || null,
    queuePrefix: isReal ? prefix : `${prefix}-${mode}`,
    publicUrl: env.NEXTAUTH_URL || null,
    hasDemoTenant: mode === "demo" || args.includes("--demo"),
  };
}

/** The same server, another database: invented people must never stand among the real ones. */
export function besideDatabase(databaseUrl: string, suffix: string): string {
  const url = new URL(databaseUrl);
  const name = decodeURIComponent(url.pathname.slice(1)) || "seatwise";
  if (!name.endsWith(`_${suffix}`)) url.pathname = `/${encodeURIComponent(`${name}_${suffix}`)}`;
  return url.toString();
}

/** Where people reach it, as far as we know, and where we ask ourselves. */
export function addressesOf({ host, publicUrl }: Settings, port: number): { shown: string; local: string } {
  const literal = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const isLocal = host === LOOPBACK || host === "localhost" || EVERYWHERE.includes(host);
  return {
    shown: publicUrl?.replace(/\/+$/, "") ?? `http://${isLocal ? "localhost" : literal}:${port}`,
    local: `http://${EVERYWHERE.includes(host) ? LOOPBACK : literal}:${port}`,
  };
}
