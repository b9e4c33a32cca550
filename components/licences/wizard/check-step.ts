import type { z } from "zod";
import type { ActionResult } from "@/lib/actions/result";
import type { licenceStepSchema } from "@/lib/licences/schema";

/** Asks the server whether what a step holds is right. */
export type CheckStep = (input: z.input<typeof licenceStepSchema>) => Promise<ActionResult<void>>;
