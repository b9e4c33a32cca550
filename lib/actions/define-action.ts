import "server-only";
import { recordAudit } from "@/lib/audit/record";
import { currentAccount } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { createDefineAction } from "./create-action";

export { publicAction } from "./create-action";

/**
 * The only way a server action is written: session, permission, input, command, result.
 *
 *     export const renamePortal = defineAction(
 *       { name: "portal.rename", permission: "portals:write", input: renameSchema },
 *       async ({ input, account }) => { … },
 *     );
 */
export const defineAction = createDefineAction({
  currentAccount,
  writeAudit: (actor, entry) => recordAudit(db(), actor, entry),
});
