/** A repeatable source of chance: the same seed gives the same tenant on every machine. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** From 0 to limit - 1. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight; every weight is greater than zero. */
  weighted<T extends { weight: number }>(items: readonly T[]): T;
  uuid(): string;
};

const pickAt = <T>(items: readonly T[], index: number): T => {
  if (items.length === 0) throw new Error("nothing to pick from");
  return items[index] as T;
};

/** mulberry32: small, fast, and good enough to make up people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const hex = (digits: number) =>
    below(16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => pickAt(items, below(items.length)),
    weighted(items) {
      let left = next() * items.reduce((sum, item) => sum + item.weight, 0);
      const index = items.findIndex((item) => {
        left -= item.weight;
        return left < 0;
      });
      return pickAt(items, index === -1 ? items.length - 1 : index);
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pickAt(["8", "9", "a", "b"], below(4))}${hex(3)}-${hex(6)}${hex(6)}`,
  };
}
