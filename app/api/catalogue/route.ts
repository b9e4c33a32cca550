import { defineRoute } from "@/lib/actions/define-route";
import { readListBytes } from "@/lib/catalogue/read-bytes";
import { uploadCatalogue } from "@/lib/portals/commands-catalogue";

/** More skipped lines are counted, not named. */
const LINES_NAMED_MAX = 100;

/** Takes Microsoft's list as the body. A route, since an action cannot say of a file that is too large that it is. */
export const POST = defineRoute({ permission: "catalogue:write" }, async ({ request, account }) => {
  const { skipped, ...outcome } = await uploadCatalogue(account, await readListBytes(request.body));
  return Response.json({
    ...outcome,
    skipped: { count: skipped.length, lines: skipped.slice(0, LINES_NAMED_MAX).map(({ line }) => line) },
  });
});
