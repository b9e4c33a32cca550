import { defineRoute } from "@/lib/actions/define-route";
import { answerConnectionTest } from "@/lib/portals/connection-test-http";

export const dynamic = "force-dynamic";

/** Tries a connection, and streams what each step came to. */
export const POST = defineRoute({ permission: "portals:write" }, ({ request, account }) =>
  answerConnectionTest(request, account),
);
