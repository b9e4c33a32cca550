import { z } from "zod";
import { positionParameters } from "@/lib/paging/list-state";

/** The lists that can be kept as views, by their addresses. */
export const viewLists = [
  "/licence-management/compliance",
  "/licence-management/licences",
  "/licence-management/products",
  "/licence-management/licences/seats",
  "/master-data/contacts",
  "/system/monitor",
  "/system/audit",
] as const;

/** of one account and list */
export const viewsMax = 50;
export const viewNameLengthMax = 60;
const queryLengthMax = 8_000;

/** Not where in the list somebody stood: the rows there will be others. */
function withoutPosition(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of positionParameters) params.delete(name);
  return params.toString();
}

const name = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1)
  .max(viewNameLengthMax)
  // PostgreSQL cannot hold NUL in a text, and nobody can see the others.
  .regex(/^\P{Cc}*$/u);
const id = z.coerce.number().int().min(1).max(2_147_483_647);

export const saveViewSchema = z.object({
  list: z.literal(viewLists),
  name,
  query: z.string().max(queryLengthMax).transform(withoutPosition),
});
export type SaveViewInput = z.output<typeof saveViewSchema>;
export const renameViewSchema = z.object({ id, name });
export const deleteViewSchema = z.object({ id });
