import { z } from "zod";
import { CHOSEN_MAX } from "./chosen";

const id = z.coerce.number().int().positive().max(2_147_483_647);
const SEARCH_MAX = 20_000;

/** A `Chosen` as it comes from the browser; apart from its rules, which the browser knows without a library of schemas. */
export const chosenSchema = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(CHOSEN_MAX) }),
  z.strictObject({ search: z.string().max(SEARCH_MAX) }),
]);
