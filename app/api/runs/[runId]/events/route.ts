import { defineRoute } from "@/lib/actions/define-route";
import { AppError } from "@/lib/errors";
import { eventStream } from "@/lib/monitor/event-stream";
import { followRun } from "@/lib/monitor/follow-run";
import { readRunState } from "@/lib/monitor/queries";
import { runIdSchema } from "@/lib/monitor/schema";
import { getTranslate } from "@/lib/monitor/translate";

export const dynamic = "force-dynamic";

/** Follows a run until it ends, by server-sent events. */
export const GET = defineRoute({ permission: "read", params: runIdSchema }, async ({ request, params }) => {
  // Now: the language stands in the request, which is over when the stream is read.
  const t = await getTranslate();
  const read = () => readRunState(params.runId, t);
  if (!(await read())) throw new AppError("not-found");
  return eventStream(request, (signal) => followRun({ read, signal }));
});
