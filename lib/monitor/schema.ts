import { z } from "zod";

/** The number of a run as it stands in an address. */
export const runIdSchema = z.object({ runId: z.coerce.number().int().positive().max(2_147_483_647) });
