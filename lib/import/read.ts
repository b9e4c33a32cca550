import type { GraphClient } from "@/lib/graph/client";
import { GraphError } from "@/lib/graph/errors";
import {
  type Optional,
  readLicensingGroups,
  readOrganisation,
  readSubscribedSkus,
  readSubscriptions,
  readUserCount,
  readUserPages,
  type TenantGroup,
  type TenantOrganisation,
  type TenantSku,
  type TenantSubscription,
} from "@/lib/graph/tenant";
import { IncompleteReadError } from "./errors";
import type { ImportLedger } from "./ledger";
import type { PortalEntry } from "./live-ledger";
import { isMilestone } from "./milestone";
import { isUserCountComplete } from "./plausibility";
import type { Staging } from "./staging";

/** An expired page token, or a count that does not fit, restarts the read; after this many times the import gives up. */
const MAX_READS = 3;

/** Told while users are read. */
export type ReadingProgress = {
  onPage: () => void;
  say: (entry: PortalEntry) => Promise<void>;
};

export type TenantData = {
  organisation: TenantOrganisation;
  skus: TenantSku[];
  subscriptions: Optional<TenantSubscription>;
  groups: Optional<TenantGroup>;
};

const countOf = (part: Optional<unknown>) => ("items" in part ? part.items.length : null);

/** Everything but the users: some tens of rows. */
export async function readTenant(client: GraphClient, ledger: ImportLedger): Promise<TenantData> {
  const organisation = await readOrganisation(client);
  const skus = await readSubscribedSkus(client);
  const subscriptions = await readSubscriptions(client);
  const groups = await readLicensingGroups(client);
  ledger.skusRead = skus.length;
  ledger.subscriptionsRead = countOf(subscriptions);
  ledger.groupsRead = countOf(groups);
  return { organisation, skus, subscriptions, groups };
}

/**
 * Reads all users into the staging tables, or throws: a result that Graph's own count contradicts is read again and, when
 * the contradiction stays, refused.
 * @throws IncompleteReadError, GraphError
 */
export async function readUsers(
  client: GraphClient,
  staging: Staging,
  ledger: ImportLedger,
  progress: ReadingProgress,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === MAX_READS;
    let reason = "counts";
    try {
      const counted = await readOnce(client, staging, ledger, progress);
      ledger.duplicateUsers = await staging.dropDuplicates();
      ledger.usersRead = await staging.countUsers();
      const counts = counted === null ? [] : [counted];
      if (isUserCountComplete(ledger.usersRead, counts)) return;
      const countedAgain = await readUserCount(client);
      if (countedAgain !== null) counts.push(countedAgain);
      if (isUserCountComplete(ledger.usersRead, counts)) return;
      if (isLast) throw new IncompleteReadError(ledger.usersRead, Math.max(...counts));
    } catch (error) {
      if (isLast || !(error instanceof GraphError && error.code === "page-token-expired")) throw error;
      reason = "page";
    }
    ledger.restarts += 1;
    await staging.clear();
    await progress.say({ level: "info", code: "read-restarted", params: { attempt: attempt + 1, reason } });
  }
}

/** @returns Graph's count as of the beginning, or null */
async function readOnce(
  client: GraphClient,
  staging: Staging,
  ledger: ImportLedger,
  { onPage, say }: ReadingProgress,
): Promise<number | null> {
  let counted: number | null = null;
  let read = 0;
  ledger.userPages = 0;
  ledger.usersRead = 0;
  for await (const page of readUserPages(client)) {
    if (ledger.userPages === 0) counted = page.odataCount ?? (await readUserCount(client));
    await staging.add(page.users);
    const before = read;
    read += page.users.length;
    // Together: the ledger is shown while this goes on, and a page without its users would be no page.
    ledger.userPages += 1;
    ledger.usersCounted = counted;
    ledger.usersRead = read;
    if (isMilestone(ledger.userPages, before, read, counted)) {
      const params = { users: read, pages: ledger.userPages, counted: counted ?? -1 };
      await say({ level: "info", code: "users-read", params });
    }
    onPage();
  }
  return counted;
}
