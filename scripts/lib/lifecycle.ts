import { watchLaunchers } from "./launcher";

/** What was started and how it ends; stopped in the reverse order of its start. */
export type Part = { name: string; stop(): Promise<void>; kill(): void };

/** npm hands Ctrl-C on to us, which the terminal has already sent: the same press twice. */
const SAME_PRESS_MS = 1_000;

/** The way of the starter from its first step to its end, whatever interrupts it. */
export class Lifecycle {
  readonly #say: (line: string) => void;
  readonly #parts: Part[] = [];
  readonly #abort = new AbortController();
  #uninterruptible: Promise<unknown> = Promise.resolve();
  #stopping: Promise<void> | null = null;
  #signalAt = 0;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** Aborted as soon as the end has begun. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  add(part: Part): void {
    this.#parts.push(part);
  }

  /** Waits for a step, but not longer than until somebody wants to stop. */
  async step<T>(work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    let giveUp = () => {};
    const aborted = new Promise<never>((_, reject) => {
      giveUp = () => reject(this.signal.reason);
      this.signal.addEventListener("abort", giveUp);
    });
    try {
      return await Promise.race([work(), aborted]);
    } finally {
      this.signal.removeEventListener("abort", giveUp);
    }
  }

  /** A step that starts a part: stopping waits until it has, since only then it can be ended. */
  async starting<T extends Part>(work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const started = work().then((part) => {
      this.add(part);
      return part;
    });
    this.#uninterruptible = started.catch(() => {});
    const part = await started;
    this.signal.throwIfAborted();
    return part;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    this.#abort.abort(new Error("stopped"));
    await this.#uninterruptible;
    for (const part of this.#parts.toReversed()) {
      try {
        await part.stop();
      } catch (error) {
        this.#say(`${part.name} could not be stopped: ${(error as Error).message}`);
        part.kill();
      }
    }
  }

  /** Ends the process in order at the first signal or with npm, and at once at a second signal. */
  handleSignals(): void {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => this.#onRequest());
    watchLaunchers(() => this.#onRequest());
  }

  #onRequest(): void {
    if (this.#signalAt === 0) {
      this.#signalAt = Date.now();
      this.#say("Stopping … (again to force)");
      void this.stop().then(() => {
        this.#say("Stopped.");
        process.exit(0);
      });
      return;
    }
    if (Date.now() - this.#signalAt < SAME_PRESS_MS) return;
    for (const part of this.#parts.toReversed()) part.kill();
    process.exit(130);
  }
}
