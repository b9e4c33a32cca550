import { Socket } from "node:net";
import { afterEach, beforeEach, expect } from "vitest";

type Method = "log" | "info" | "warn" | "error" | "debug" | "trace";
const METHODS: Method[] = ["log", "info", "warn", "error", "debug", "trace"];

const printed: string[] = [];
let isConsoleAllowed = false;

/** For the one test whose subject is what gets printed. Returns the lines, which keep growing. */
export function allowConsole(): readonly string[] {
  isConsoleAllowed = true;
  return printed;
}

for (const method of METHODS) {
  console[method] = (...parts: unknown[]) => {
    printed.push(`console.${method}: ${parts.map((part) => describe(part)).join(" ")}`);
  };
}

function describe(part: unknown): string {
  return part instanceof Error ? (part.stack ?? part.message) : typeof part === "string" ? part : JSON.stringify(part);
}

beforeEach(() => {
  isConsoleAllowed = false;
});

afterEach(() => {
  const lines = printed.splice(0);
  if (!isConsoleAllowed) expect(lines, "a test must not print; allowConsole() says that it means to").toEqual([]);
});

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3}|0\.0\.0\.0|::)$/i;

/** Whether a connection to this host stays on the machine. */
export function isLoopback(host: string | undefined): boolean {
  return host === undefined || host === "" || LOOPBACK.test(host);
}

/** The host of a `net` connect call in each of its spellings; undefined for a socket file, which has none. */
function hostOf(parts: unknown[]): string | undefined {
  // `net.connect` hands its already normalised arguments on as one array.
  const [first, second] = Array.isArray(parts[0]) ? (parts[0] as unknown[]) : parts;
  if (typeof first === "object" && first !== null) return (first as { host?: string }).host;
  if (typeof first === "number" || /^\d+$/.test(String(first))) return typeof second === "string" ? second : undefined;
  return undefined;
}

// http, fetch, undici, pg and ioredis all end here, so nothing leaves the machine whichever of them a test uses.
const connect = Socket.prototype.connect;
Socket.prototype.connect = function guardedConnect(this: Socket, ...parts: unknown[]) {
  const host = hostOf(parts);
  if (!isLoopback(host)) throw new Error(`A test reached for ${host}: only loopback is allowed`);
  return Reflect.apply(connect, this, parts) as Socket;
} as typeof Socket.prototype.connect;
