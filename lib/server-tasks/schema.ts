import { z } from "zod";

export const taskKeys = ["import", "recalculation"] as const;
export type TaskKey = (typeof taskKeys)[number];

/** When a server task starts by itself. `minutes` is a true interval: "0 *\/5 * * *" would not be every five hours. */
export const startConditionSchema = z.object({ kind: z.literal("interval"), minutes: z.int().min(5).max(44_640) });
export type StartCondition = z.infer<typeof startConditionSchema>;
