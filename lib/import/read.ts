import type { GraphClient } from "@/lib/graph/client";
import { GraphError } from "@/lib/graph/errors";
import {
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
import { isUserCountComplete } from "./plausibility";
import type { Staging } from "./staging";

/** An expired page token, or a count that does not fit, restarts the read; after this many times the import gives up. */
const MAX_READS = 3;

/** A part that needs an optional right: null when it was refused, with the refusal. */
export type Optional<Part> = { items: Part[]; refusal: null } | { items: null; refusal: GraphError };

export type TenantData = {
  organisation: TenantOrganisation;
  skus: TenantSku[];
  subscriptions: Optional<TenantSubscription>;
  groups: Optional<TenantGroup>;
};

const optional = <Part>(result: Part[] | { unavailable: GraphError }): Optional<Part> =>
  Array.isArray(result) ? { items: result, refusal: null } : { items: null, refusal: result.unavailable };

/** Everything but the users: some tens of rows. */
export async function readTenant(client: GraphClient, ledger: ImportLedger): Promise<TenantData> {
  const organisation = await readOrganisation(client);
  const skus = await readSubscribedSkus(client);
  const subscriptions = optional(await readSubscriptions(client));
  const groups = optional(await readLicensingGroups(client));
  ledger.skusRead = skus.length;
  ledger.subscriptionsRead = subscriptions.items?.length ?? null;
  ledger.groupsRead = groups.items?.length ?? null;
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
  onPage: (usersRead: number, usersCounted: number | null) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === MAX_READS;
    try {
      const counted = await readOnce(client, staging, ledger, onPage);
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
    }
    ledger.restarts += 1;
    await staging.clear();
  }
}

/** @returns Graph's count as of the beginning, or null */
async function readOnce(
  client: GraphClient,
  staging: Staging,
  ledger: ImportLedger,
  onPage: (usersRead: number, usersCounted: number | null) => Promise<void>,
): Promise<number | null> {
  let counted: number | null = null;
  let read = 0;
  ledger.userPages = 0;
  for await (const page of readUserPages(client)) {
    if (ledger.userPages === 0) counted = page.odataCount ?? (await readUserCount(client));
    ledger.userPages += 1;
    ledger.usersCounted = counted;
    await staging.add(page.items);
    read += page.items.length;
    await onPage(read, counted);
  }
  return counted;
}
