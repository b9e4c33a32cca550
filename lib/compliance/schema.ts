import { z } from "zod";
import { priorityMoves } from "./priority-order";

const id = z.int().positive().max(2_147_483_647);

/** Who is meant: a contact, or a device by the id of its row. */
const target = { productId: id, kind: z.enum(["person", "device"]), id };

export const assignSchema = z.object({ ...target, licenceId: id.nullable() });
export const prioritySchema = z.object({ ...target, move: z.enum(priorityMoves) });

export type AssignInput = z.output<typeof assignSchema>;
export type PriorityInput = z.output<typeof prioritySchema>;
