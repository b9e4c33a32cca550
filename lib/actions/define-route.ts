import "server-only";
import { currentAccount } from "@/lib/auth/session";
import { createDefineRoute } from "./create-route";

export { definePublicRoute } from "./create-route";

/**
 * The only way a route handler is written: session, permission, parameters, handler; failures are problem+json.
 *
 *     export const GET = defineRoute({ permission: "read", query: querySchema }, async ({ query }) => { … });
 */
export const defineRoute = createDefineRoute(currentAccount);
