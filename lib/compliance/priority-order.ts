export const priorityMoves = ["first", "up", "down", "last", "clear"] as const;
export type PriorityMove = (typeof priorityMoves)[number];

/** The order after one of it was moved. Up and last take whoever is not in it yet to its end; at either end nothing changes. */
export function moveInOrder<Key>(order: readonly Key[], key: Key, move: PriorityMove): Key[] {
  const at = order.indexOf(key);
  const others = order.filter((each) => each !== key);
  if (move === "clear") return others;
  if (move === "first") return [key, ...others];
  if (move === "last") return [...others, key];
  if (at < 0) return move === "up" ? [...order, key] : [...order];
  others.splice(Math.max(0, at + (move === "up" ? -1 : 1)), 0, key);
  return others;
}
