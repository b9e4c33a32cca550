import type { RunChangeKind } from "@/lib/db/generated/enums";

export type { ChangeSummary } from "@/lib/import/changes";

/** So many of each kind are named on the page of a run; its file has all that were kept. */
export const CHANGES_SHOWN = 50;

/** In the order in which they are told. */
export const changeKinds: readonly RunChangeKind[] = [
  ...(["units", "sku_arrived", "sku_left", "sku_excluded"] as const),
  ...(["user_added", "user_returned", "user_renamed", "user_changed", "user_gone"] as const),
  ...(["assignment_gained", "assignment_lost"] as const),
];
