import { definePublicRoute } from "@/lib/actions/define-route";
import { isDatabaseReady } from "@/lib/monitor/health";

export const dynamic = "force-dynamic";

/** Live: this process answers. With `?ready=1` also whether its database does: then it may be sent work. */
export const GET = definePublicRoute(async (request) => {
  const headers = { "cache-control": "no-store" };
  if (request.nextUrl.searchParams.get("ready") !== "1") return Response.json({ status: "live" }, { headers });
  const isReady = await isDatabaseReady();
  return Response.json({ status: isReady ? "ready" : "not-ready" }, { status: isReady ? 200 : 503, headers });
});
