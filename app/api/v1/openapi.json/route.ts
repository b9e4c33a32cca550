import { definePublicRoute } from "@/lib/actions/define-route";
import { openApiDocument } from "@/lib/api/openapi";

/** The document of the API. It says nothing that the sources do not, so that tools may fetch it without a token. */
export const GET = definePublicRoute(async () => Response.json(openApiDocument()));
