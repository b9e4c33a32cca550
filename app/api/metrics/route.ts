import { definePublicRoute } from "@/lib/actions/define-route";
import { config } from "@/lib/config";
import { isSameSecret } from "@/lib/crypto/same-secret";
import { renderMetrics } from "@/lib/health/metrics";

export const dynamic = "force-dynamic";

/** For Prometheus, by the token of `METRICS_TOKEN`. Without one there are no metrics: their labels name portals. */
export const GET = definePublicRoute(async (request) => {
  const { metricsToken } = config();
  if (!metricsToken) return new Response("Not found\n", { status: 404 });
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!isSameSecret(given, metricsToken)) {
    return new Response("A bearer token is needed\n", { status: 401, headers: { "www-authenticate": "Bearer" } });
  }
  return new Response(await renderMetrics(), {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  });
});
