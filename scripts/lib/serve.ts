import type { Child } from "./processes";
import { waitFor } from "./wait";

const CRASHES_BEFORE_GIVING_UP = 3;
const PORTS_TO_TRY = 10;
const ASK_MS = 5_000;

/** Somebody else took the port between its choice and the moment when our program listened. */
export class PortTaken extends Error {}

type Serving<T> = {
  /** Chosen anew after each loss; the loser's next choice sees that the port is taken. */
  choose: () => Promise<number>;
  /** Starts the programs on that port; the first of `children` is the one that listens there. */
  start: (port: number) => Promise<{ started: T; url: string; children: [Child, ...Child[]] }>;
  /** What our program answers at /api/health, and no other does. */
  instance: string;
  timeoutMs: number;
  signal: AbortSignal;
  say: (line: string) => void;
};

/**
 * Starts programs on a free port and waits until the one that listens answers there itself. Between a port's choice and
 * its use another program may take it, another Seatwise above all: then the next free one is tried, bounded.
 */
export async function serveOnFreePort<T>({ choose, start, say, ...wait }: Serving<T>): Promise<T & { port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choose();
    wait.signal.throwIfAborted();
    const { started, url, children } = await start(port);
    try {
      await waitUntilServing({ url, children, ...wait });
      return { ...started, port };
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
      for (const child of children) await child.stop();
      if (attempt >= PORTS_TO_TRY) throw new Error(`${error.message} That happened ${attempt} times; set PORT.`);
      say(`${error.message} Trying the next free one.`);
    }
  }
}

type Waiting = Pick<Serving<unknown>, "instance" | "timeoutMs" | "signal"> & {
  url: string;
  children: [Child, ...Child[]];
};

async function waitUntilServing({ url, children, instance, timeoutMs, signal }: Waiting): Promise<void> {
  const [main] = children;
  const isServing = async () => {
    signal.throwIfAborted();
    const found = await askInstance(url);
    if (found === instance) return true;
    if (found !== null || main.lastWords.includes("EADDRINUSE")) {
      throw new PortTaken(`The port of ${main.name}, ${new URL(url).port}, was just taken by another program.`);
    }
    const lost = children.find(({ crashes }) => crashes >= CRASHES_BEFORE_GIVING_UP);
    if (lost) throw new Error(`${lost.name} does not start. Its log: ${lost.logFile}`);
    return false;
  };
  try {
    await waitFor(`${main.name} at ${url}`, timeoutMs, isServing, 50);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PortTaken) throw error;
    throw new Error(`${(error as Error).message}\n${main.tail()}`);
  }
}

/** Which instance answers there; null: none yet, or a program that is none of ours. */
async function askInstance(url: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/api/health`, { redirect: "manual", signal: AbortSignal.timeout(ASK_MS) });
    const body: unknown = await answer.json();
    const { instance } = body as { instance?: unknown };
    return typeof instance === "string" ? instance : null;
  } catch {
    return null;
  }
}
