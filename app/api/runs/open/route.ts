import { defineRoute } from "@/lib/actions/define-route";
import { listOpenRuns } from "@/lib/monitor/queries";

/** What waits and runs now. */
export const GET = defineRoute({ permission: "read" }, async () =>
  Response.json({ runs: await listOpenRuns() }, { headers: { "cache-control": "no-store" } }),
);
