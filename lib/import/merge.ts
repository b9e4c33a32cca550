import type { ClientBase } from "pg";
import { countHolders } from "@/lib/contacts/holder-count";
import { followHolders, mergeStagedAssignments, mergeStagedContacts } from "@/lib/contacts/store";
import { inTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { TenantSku } from "@/lib/graph/tenant";
import { mergeLicences, mergeSubscriptions } from "@/lib/licences/store";
import { mergePortalSkus } from "@/lib/portals/portal-skus";
import { mergeGroups } from "@/lib/portals/store";
import { mergeProducts } from "@/lib/products/store";
import { collectChanges, writeChanges } from "./changes";
import { assertPortalFence, type PortalClaim } from "./claims";
import { ImplausibleDropError, SupersededError } from "./errors";
import type { WrittenRows } from "./ledger";
import { type Census, findImplausibleDrop } from "./plausibility";
import type { TenantData } from "./read";

export type MergeOptions = {
  claim: PortalClaim;
  /** when reading began: the age of the data */
  readAt: Date;
  /** of the portal as it was before reading began: what was read for a life that has ended is not merged into the next */
  reconnectedAt: Date | null;
  /** staged, each once */
  usersRead: number;
  excludedSkuIds: readonly string[];
  dropLimitPercent: number;
};

/**
 * Takes what was staged into the live tables, all of it or nothing: one transaction that holds the claim and the
 * portal's row.
 * @returns what was written, for the ledger
 * @throws FencedError, SupersededError, ImplausibleDropError, AppError portal-deleted; then nothing was written
 */
export async function mergeImport(client: ClientBase, data: TenantData, options: MergeOptions): Promise<WrittenRows> {
  return inTransaction(client, async () => {
    const portal = await lockPortal(client, options);
    // What an import changes is followed by a recalculation of its own; see the trigger mark_compliance_change.
    await client.query("select set_config('seatwise.is_import', 'on', true)");
    const before = await takeCensus(client, options.claim.portalId);
    const skus = data.skus.filter((sku) => !options.excludedSkuIds.includes(sku.skuId));

    const scope = {
      ...{ runId: options.claim.runId, portalId: options.claim.portalId, isFirst: portal.dataAsOf === null },
      excludedSkuIds: options.excludedSkuIds,
    };
    const changes = await collectChanges(client, scope, skus);
    const contacts = await mergeStagedContacts(client, options.claim.portalId);
    const assignments = await mergeStagedAssignments(client, options.claim.portalId, options.excludedSkuIds);
    if (contacts.updated > 0) await followHolders(client, options.claim.portalId);
    await countHolders(client, options.claim.portalId);
    const licences = await mergeLicences(client, portal, skus, options.excludedSkuIds, options.claim.runId);
    const products = await mergeProducts(client, portal, skus, options.excludedSkuIds);
    await mergePortalSkus(client, options.claim.portalId, data.skus.map(toSubscribed));
    if ("items" in data.subscriptions)
      await mergeSubscriptions(client, options.claim.portalId, data.subscriptions.items);
    if ("items" in data.groups) await mergeGroups(client, options.claim.portalId, data.groups.items);

    const after = await takeCensus(client, options.claim.portalId);
    const drop = findImplausibleDrop(before, after, options.dropLimitPercent, portal.acceptedDrop);
    if (drop) throw new ImplausibleDropError(drop, after);

    await client.query(
      `update portal set data_as_of = $2, organisation_name = $3, default_domain = $4, accepted_drop = null where id = $1`,
      [options.claim.portalId, options.readAt, data.organisation.displayName, data.organisation.defaultDomain],
    );
    await writeChanges(client, scope, changes);
    await assertPortalFence(client, options.claim);
    return {
      contacts: { ...contacts, unchanged: options.usersRead - contacts.created - contacts.updated },
      assignments: { ...assignments, unchanged: after.rows - assignments.created - assignments.updated },
      licences,
      products,
    };
  });
}

/** Excluded ones too: they are what the page of exclusions is about. */
const toSubscribed = (sku: TenantSku): SubscribedSku => ({
  skuId: sku.skuId,
  partNumber: sku.partNumber,
  appliesTo: sku.appliesTo,
  capabilityStatus: sku.capabilityStatus,
  units: sku.units.enabled + sku.units.warning,
  consumedUnits: sku.consumedUnits,
});

type LockedPortal = {
  id: string;
  name: string;
  acceptedDrop: Census | null;
  isDeleted: boolean;
  /** of one that was deleted and goes on */
  reconnectedAt: Date | null;
  dataAsOf: Date | null;
};

/** Not `for update`: that would hold up every line of the log that names the portal. */
async function lockPortal(client: ClientBase, options: MergeOptions): Promise<LockedPortal> {
  const { rows } = await client.query<LockedPortal>(
    `select id, name, accepted_drop as "acceptedDrop", deleted_at is not null as "isDeleted",
       reconnected_at as "reconnectedAt", data_as_of as "dataAsOf"
     from portal where id = $1 for no key update`,
    [options.claim.portalId],
  );
  const [portal] = rows;
  if (!portal || portal.isDeleted) throw new AppError("portal-deleted");
  const isAnother = portal.reconnectedAt?.getTime() !== options.reconnectedAt?.getTime();
  if (isAnother || (portal.dataAsOf && portal.dataAsOf > options.readAt)) throw new SupersededError();
  return portal;
}

/** Counts over live rows; SKUs are licences that the portal still has. */
async function takeCensus(client: ClientBase, portalId: string): Promise<Census & { rows: number }> {
  const { rows } = await client.query<Census & { rows: number }>(
    `select (select count(*) from contact where portal_id = $1 and gone_at is null)::int as users,
            h.holders as assignments, h.assigned as rows,
            (select count(*) from licence where portal_id = $1 and unsync_reason is distinct from 'gone_from_portal')::int as skus
     from (select coalesce(sum(holders), 0)::int as holders, coalesce(sum(assigned), 0)::int as assigned
           from holder_count where portal_id = $1) h`,
    [portalId],
  );
  return rows[0] ?? { users: 0, assignments: 0, skus: 0, rows: 0 };
}

/** SKUs whose holders, as counted by us, are not as many as Graph says are consumed; Company-level SKUs have no holders. */
export async function findConsumptionDifferences(
  client: ClientBase,
  portalId: string,
): Promise<{ name: string; consumed: number; holders: number }[]> {
  const { rows } = await client.query<{ name: string; consumed: number; holders: number }>(
    `select i.title as name, i.consumed_units as consumed, coalesce(h.holders, 0) as holders
     from licence i
     left join holder_count h on h.portal_id = i.portal_id and h.sku_id = i.sku_id
     where i.portal_id = $1 and i.unsync_reason is null and i.applies_to = 'User' and i.consumed_units <> coalesce(h.holders, 0)
     order by i.title`,
    [portalId],
  );
  return rows;
}
