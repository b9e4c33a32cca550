import { defineRoute } from "@/lib/actions/define-route";
import { AppError } from "@/lib/errors";
import { readRunState } from "@/lib/monitor/queries";
import { runIdSchema } from "@/lib/monitor/schema";
import { getTranslate } from "@/lib/monitor/translate";

/** A run as it is now, for browsers that cannot follow its events. */
export const GET = defineRoute({ permission: "read", params: runIdSchema }, async ({ params }) => {
  const state = await readRunState(params.runId, await getTranslate());
  if (!state) throw new AppError("not-found");
  return Response.json(state, { headers: { "cache-control": "no-store" } });
});
