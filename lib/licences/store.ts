import type { ClientBase } from "pg";
import type { TenantSku, TenantSubscription } from "@/lib/graph/tenant";
import { type MergeCounts, markUnsynchronised } from "@/lib/portals/merge";
import { readLicenceFigures, recordLicenceChanges } from "./store-history";

/**
 * Takes the SKUs that a portal owns into its licences: one licence per (portal, SKU), named `<portal>: <title>`. Licences
 * that could not be updated are marked with the manual's reason: excluded, or gone from the portal. What changed is kept as
 * history.
 * @param skus without the excluded ones
 * @param runId the import that says so
 */
export async function mergeLicences(
  client: ClientBase,
  portal: { id: string; name: string },
  skus: readonly TenantSku[],
  excludedSkuIds: readonly string[],
  runId: number,
): Promise<MergeCounts> {
  const before = await readLicenceFigures(client, portal.id);
  const merged = await client.query<{ is_new: boolean }>(
    `insert into licence (origin, portal_id, sku_id, part_number, title, name, applies_to, capability_status,
       units_enabled, units_warning, units_suspended, units_locked_out, consumed_units, updated_at)
     select 'portal', $1, s.sku_id, s.part_number, t.title, $2 || ': ' || t.title, s.applies_to, s.capability_status,
       s.enabled, s.warning, s.suspended, s.locked_out, s.consumed, now()
     from jsonb_to_recordset($3::jsonb) as s(sku_id uuid, part_number text, applies_to text, capability_status text,
            enabled int, warning int, suspended int, locked_out int, consumed int)
     left join catalogue_sku k on k.sku_id = s.sku_id
     cross join lateral (select coalesce(k.own_title, k.title, nullif(s.part_number, ''), s.sku_id::text) as title) t
     on conflict (portal_id, sku_id) do update set part_number = excluded.part_number, title = excluded.title,
       name = excluded.name, applies_to = excluded.applies_to, capability_status = excluded.capability_status,
       units_enabled = excluded.units_enabled, units_warning = excluded.units_warning, units_suspended = excluded.units_suspended,
       units_locked_out = excluded.units_locked_out, consumed_units = excluded.consumed_units,
       unsync_reason = null, unsync_since = null, last_synced_at = null, updated_at = now()
     where (licence.part_number, licence.name, licence.applies_to, licence.capability_status, licence.units_enabled,
            licence.units_warning, licence.units_suspended, licence.units_locked_out, licence.consumed_units, licence.unsync_reason)
       is distinct from (excluded.part_number, excluded.name, excluded.applies_to, excluded.capability_status, excluded.units_enabled,
            excluded.units_warning, excluded.units_suspended, excluded.units_locked_out, excluded.consumed_units, null)
     returning (xmax = 0) as is_new`,
    [portal.id, portal.name, JSON.stringify(skus.map(skuRow))],
  );
  const vanished = await markUnsynchronised(client, "licence", portal.id, skus, excludedSkuIds);
  await recordLicenceChanges(client, portal.id, before, runId);
  await mergeServicePlans(client, portal.id, skus);
  const created = merged.rows.filter((row) => row.is_new).length;
  const updated = merged.rows.length - created;
  return { created, updated, unchanged: skus.length - created - updated, vanished };
}

const skuRow = (sku: TenantSku) => ({
  sku_id: sku.skuId,
  part_number: sku.partNumber,
  applies_to: sku.appliesTo,
  capability_status: sku.capabilityStatus,
  enabled: sku.units.enabled,
  warning: sku.units.warning,
  suspended: sku.units.suspended,
  locked_out: sku.units.lockedOut,
  consumed: sku.consumedUnits,
});

async function mergeServicePlans(client: ClientBase, portalId: string, skus: readonly TenantSku[]): Promise<void> {
  const plans = skus.flatMap((sku) =>
    sku.servicePlans.map((plan) => ({
      sku_id: sku.skuId,
      service_plan_id: plan.servicePlanId,
      name: plan.name,
      applies_to: plan.appliesTo,
      provisioning_status: plan.provisioningStatus,
    })),
  );
  const values = [portalId, JSON.stringify(plans)];
  const staged =
    "jsonb_to_recordset($2::jsonb) as p(sku_id uuid, service_plan_id uuid, name text, applies_to text, provisioning_status text)";
  await client.query(
    `delete from licence_service_plan l using licence i
     where l.licence_id = i.id and i.portal_id = $1 and i.unsync_reason is null
       and not exists (select from ${staged} where p.sku_id = i.sku_id and p.service_plan_id = l.service_plan_id)`,
    values,
  );
  await client.query(
    `insert into licence_service_plan (licence_id, service_plan_id, name, applies_to, provisioning_status)
     select distinct on (i.id, p.service_plan_id) i.id, p.service_plan_id, p.name, p.applies_to, p.provisioning_status
     from ${staged} join licence i on i.portal_id = $1 and i.sku_id = p.sku_id
     on conflict (licence_id, service_plan_id) do update set name = excluded.name, applies_to = excluded.applies_to,
       provisioning_status = excluded.provisioning_status
     where (licence_service_plan.name, licence_service_plan.applies_to, licence_service_plan.provisioning_status)
       is distinct from (excluded.name, excluded.applies_to, excluded.provisioning_status)`,
    values,
  );
}

/** Takes the tenant's subscriptions over; those that are not listed any more are marked as gone. */
export async function mergeSubscriptions(
  client: ClientBase,
  portalId: string,
  subscriptions: readonly TenantSubscription[],
): Promise<void> {
  const rows = subscriptions.map((subscription) => ({
    subscription_id: subscription.subscriptionId,
    sku_id: subscription.skuId,
    status: subscription.status,
    total: subscription.totalLicences,
    is_trial: subscription.isTrial,
    created_at: subscription.createdAt,
    next_at: subscription.nextLifecycleAt,
  }));
  await client.query(
    `insert into subscription (portal_id, subscription_id, licence_id, sku_id, status, total_licences, is_trial, created_at, next_lifecycle_at)
     select $1, s.subscription_id, i.id, s.sku_id, s.status, s.total, s.is_trial, s.created_at, s.next_at
     from jsonb_to_recordset($2::jsonb) as s(subscription_id text, sku_id uuid, status text, total int, is_trial boolean,
            created_at timestamptz, next_at timestamptz)
     left join licence i on i.portal_id = $1 and i.sku_id = s.sku_id
     on conflict (portal_id, subscription_id) do update set licence_id = excluded.licence_id, sku_id = excluded.sku_id,
       status = excluded.status, total_licences = excluded.total_licences, is_trial = excluded.is_trial,
       created_at = excluded.created_at, next_lifecycle_at = excluded.next_lifecycle_at, gone_at = null
     where (subscription.licence_id, subscription.sku_id, subscription.status, subscription.total_licences, subscription.is_trial,
            subscription.created_at, subscription.next_lifecycle_at, subscription.gone_at)
       is distinct from (excluded.licence_id, excluded.sku_id, excluded.status, excluded.total_licences, excluded.is_trial,
            excluded.created_at, excluded.next_lifecycle_at, null)`,
    [portalId, JSON.stringify(rows)],
  );
  await client.query(
    "update subscription set gone_at = now() where portal_id = $1 and gone_at is null and subscription_id <> all($2::text[])",
    [portalId, rows.map((row) => row.subscription_id)],
  );
}
