import type { RunKind } from "@/lib/db/generated/enums";
import { recalculationSettingsSchema, startConditionSchema } from "./schema";
import { type StartCondition, type TaskKey, taskKeys } from "./start-condition";

/** What a task starts. */
export const kindOfTask: Record<TaskKey, RunKind> = {
  import: "import",
  recalculation: "recalculation",
  catalogue: "catalogue_refresh",
  retention: "retention",
};

/** The runs that do a task's work: "Recalculate completely" does that of the first two. */
export const kindsOfTask = (key: TaskKey): RunKind[] =>
  key === "import" || key === "recalculation" ? [kindOfTask[key], "full_recalculation"] : [kindOfTask[key]];

export type TaskRow = {
  key: TaskKey;
  isEnabled: boolean;
  startCondition: StartCondition;
  settings: unknown;
  nextStartAt: Date | null;
  version: number;
  updatedBy: string | null;
};

export const taskColumns = `key, is_enabled as "isEnabled", start_condition as "startCondition", settings,
  next_start_at as "nextStartAt", version, updated_by as "updatedBy"`;

/** Rows that this version understands, in the order of their keys' list. What no form of ours can have written is left out. */
export function readTaskRows(
  rows: readonly (Omit<TaskRow, "key" | "startCondition"> & Record<string, unknown>)[],
): TaskRow[] {
  return taskKeys.flatMap((key) => {
    const row = rows.find((each) => each.key === key);
    const startCondition = startConditionSchema.safeParse(row?.startCondition);
    return row && startCondition.success ? [{ ...row, key, startCondition: startCondition.data }] : [];
  });
}

/** Of a recalculation: whether each import is followed by one. */
export function readsAfterImport(settings: unknown): boolean {
  const { data } = recalculationSettingsSchema.safeParse(settings);
  return data?.afterImport ?? true;
}
