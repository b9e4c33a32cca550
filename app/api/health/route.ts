import { definePublicRoute } from "@/lib/actions/define-route";
import { config } from "@/lib/config";
import { readReadiness } from "@/lib/health/readiness";

export const dynamic = "force-dynamic";

/** Live: this process answers, and says which start it belongs to. With `?ready=1` also whether its database does: then it may be sent work. */
export const GET = definePublicRoute(async (request) => {
  const headers = { "cache-control": "no-store" };
  if (request.nextUrl.searchParams.get("ready") !== "1") {
    const { instanceId } = config();
    return Response.json({ status: "live", ...(instanceId ? { instance: instanceId } : {}) }, { headers });
  }
  const parts = await readReadiness();
  const isReady = parts.database === "ok";
  return Response.json({ status: isReady ? "ready" : "not-ready", ...parts }, { status: isReady ? 200 : 503, headers });
});
