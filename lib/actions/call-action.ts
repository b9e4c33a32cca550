import { unstable_rethrow } from "next/navigation";
import type { ActionResult } from "./result";

/**
 * What a server action answered, for components: when no answer came (no network, the server is away), that it could
 * not be reached. What Next itself must see (redirect, not found) is still thrown.
 */
export async function callAction<Data>(answer: Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  try {
    return await answer;
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: { code: "unreachable", params: {}, fields: {} } };
  }
}
