import { definePublicRoute } from "@/lib/actions/define-route";
import { handleApi } from "@/lib/api/handle";

export const dynamic = "force-dynamic";

/** Open at this door: each operation asks for a token, its scope and the caller's role itself. No session counts here. */
const api = definePublicRoute((request) => handleApi(request));

export { api as DELETE, api as GET, api as OPTIONS, api as PATCH, api as POST, api as PUT };
