import { z } from "zod";
import { LogLevel, RunKind, RunStatus } from "@/lib/db/generated/enums";

/** The number of a run as it stands in an address. */
export const runIdSchema = z.object({ runId: z.coerce.number().int().positive().max(2_147_483_647) });

/** One portal's part of a run. */
export const retryPortalSchema = z.object({ runId: z.int().positive().max(2_147_483_647), portalId: z.guid() });

/** What the list of runs, and the log of one, can be narrowed to. */
export const runFilters = { kind: Object.values(RunKind), status: Object.values(RunStatus) } as const;
export const logFilters = { level: Object.values(LogLevel) } as const;
