import { z } from "zod";
import { LogLevel, RunKind, RunStatus, RunTrigger } from "@/lib/db/generated/enums";

/** The number of a run as it stands in an address. */
export const runIdSchema = z.object({ runId: z.coerce.number().int().positive().max(2_147_483_647) });

/** One portal's part of a run. */
export const retryPortalSchema = z.object({ runId: z.int().positive().max(2_147_483_647), portalId: z.guid() });

/** What the list of runs, and the log of one, can be narrowed to. */
export const runFilters = {
  kind: Object.values(RunKind),
  status: Object.values(RunStatus),
  trigger: Object.values(RunTrigger),
  /** ids */
  portal: "any",
  /** ids of accounts, or `nobody` for what started by itself */
  who: "any",
  span: ["day", "week", "month"],
} as const;
export const logFilters = { level: Object.values(LogLevel), portal: "any", code: "any" } as const;

/** How far back, in hours. */
const spans = { day: 24, week: 168, month: 720 } as const;

/** The hours of the longest of these spans, which holds the others; 0 for none. */
export const longestSpan = (names: readonly string[] = []) =>
  Math.max(0, ...names.map((name) => spans[name as keyof typeof spans] ?? 0));
