import { definePublicRoute } from "@/lib/actions/define-route";
import { config } from "@/lib/config";
import { isDatabaseReady } from "@/lib/monitor/health";

export const dynamic = "force-dynamic";

/** Live: this process answers, and says which start it belongs to. With `?ready=1` also whether its database does: then it may be sent work. */
export const GET = definePublicRoute(async (request) => {
  const headers = { "cache-control": "no-store" };
  if (request.nextUrl.searchParams.get("ready") !== "1") {
    const { instanceId } = config();
    return Response.json({ status: "live", ...(instanceId ? { instance: instanceId } : {}) }, { headers });
  }
  const isReady = await isDatabaseReady();
  return Response.json({ status: isReady ? "ready" : "not-ready" }, { status: isReady ? 200 : 503, headers });
});
