import type { Census } from "./plausibility";

/** Reading ended, but not everything came: the import changes nothing. */
export class IncompleteReadError extends Error {
  readonly read: number;
  readonly counted: number;
  constructor(read: number, counted: number) {
    super(`read ${read} users where Graph counts ${counted}`);
    this.name = "IncompleteReadError";
    this.read = read;
    this.counted = counted;
  }
}

/** Complete, but implausible: the last good state stays until a person accepts the drop. */
export class ImplausibleDropError extends Error {
  readonly drop: { what: keyof Census; before: number; after: number };
  readonly census: Census;
  constructor(drop: { what: keyof Census; before: number; after: number }, census: Census) {
    super(`${drop.what} dropped from ${drop.before} to ${drop.after}`);
    this.name = "ImplausibleDropError";
    this.drop = drop;
    this.census = census;
  }
}

/** A newer import of the same portal was merged while this one was reading, or the portal was connected anew. */
export class SupersededError extends Error {
  constructor() {
    super("a newer import was merged meanwhile");
    this.name = "SupersededError";
  }
}
