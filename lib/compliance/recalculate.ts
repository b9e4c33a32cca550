import type { ClientBase } from "pg";
import { inTransaction, withConnection } from "@/lib/db/pool";
import type { RunContext } from "@/lib/jobs/execute";
import { writeLogLine } from "@/lib/jobs/journal";
import { assertFence, type RunOutcome } from "@/lib/jobs/runs";

/** Serialises recalculations; any number that no other lock of ours uses. */
const RECALCULATION_LOCK = 36_501;

/** At most what the columns hold: one product beyond all measure must not keep all others from their numbers. */
const capped = (sum: string) => `least(${sum}, 2147483647)`;

/**
 * Available, consumption and balance of every product, as one set.
 * - available: usable units (enabled, and those in grace) of the licences that are linked to the product;
 * - consumption: people who hold the product's SKU, each once, whether directly, by groups or both;
 * - cannot be synchronised comes first: its numbers are those of the last import that brought any;
 * - clear: neither usable licences nor consumers.
 */
const BALANCES = `
  create temp table balance on commit drop as
  select p.id as product_id, p.portal_id, p.sku_id, p.unsync_reason as reason, portal.data_as_of,
    coalesce(l.available, 0)::int as available, coalesce(h.holders, 0)::int as consumption,
    (coalesce(l.available, 0) - coalesce(h.holders, 0))::int as balance,
    greatest(coalesce(h.holders, 0) - coalesce(l.available, 0), 0)::int as uncovered,
    coalesce(l.warning, 0)::int as units_warning, coalesce(l.suspended, 0)::int as units_suspended,
    case
      when p.unsync_reason is not null then 'cannot_be_synchronised'
      when coalesce(h.holders, 0) > coalesce(l.available, 0) then 'not_enough_licences'
      when coalesce(h.holders, 0) = 0 and coalesce(l.available, 0) = 0 then 'clear'
      else 'fully_licensed'
    end::compliance_status as status
  from product p
  left join portal on portal.id = p.portal_id
  left join (
    select x.product_id, ${capped("sum(i.units_enabled::bigint + i.units_warning)")} as available,
           ${capped("sum(i.units_warning)")} as warning, ${capped("sum(i.units_suspended)")} as suspended
    from product_licence x join licence i on i.id = x.licence_id group by x.product_id) l on l.product_id = p.id
  left join (
    select portal_id, sku_id, count(*) as holders from assignment where is_held group by portal_id, sku_id
  ) h on h.portal_id = p.portal_id and h.sku_id = p.sku_id`;

const COMPLIANCE = `
  insert into compliance (product_id, status, reason, status_since, available, consumption, balance, uncovered, units_warning,
    units_suspended, calculated_at, run_id, data_as_of)
  select product_id, status, reason, $2, available, consumption, balance, uncovered, units_warning, units_suspended, $2, $1, data_as_of
  from balance
  on conflict (product_id) do update set
    status_since = case when (compliance.status, compliance.reason) is distinct from (excluded.status, excluded.reason)
                        then excluded.status_since else compliance.status_since end,
    status = excluded.status, reason = excluded.reason, available = excluded.available, consumption = excluded.consumption,
    balance = excluded.balance, uncovered = excluded.uncovered, units_warning = excluded.units_warning,
    units_suspended = excluded.units_suspended, calculated_at = excluded.calculated_at, run_id = excluded.run_id,
    data_as_of = excluded.data_as_of`;

/**
 * Who is not covered where units are short. Served first: accounts that are enabled, members before guests, then who has
 * held the licence longest, then by name.
 */
const UNCOVERED = `
  create temp table short_consumer on commit drop as
  select product_id, contact_id from (
    select b.product_id, a.contact_id, b.available,
      row_number() over (partition by b.product_id
        order by coalesce(c.is_enabled, true) desc, (c.user_type = 'Guest') is true, a.first_seen_at, c.display_name, c.id) as place
    from balance b
    join assignment a on a.portal_id = b.portal_id and a.sku_id = b.sku_id and a.is_held
    join contact c on c.id = a.contact_id
    where b.uncovered > 0) ranked
  where place > available`;

const UNCOVERED_GONE = `
  delete from uncovered_consumer u
  where not exists (select from short_consumer s where s.product_id = u.product_id and s.contact_id = u.contact_id)`;
const UNCOVERED_NEW = `
  insert into uncovered_consumer (product_id, contact_id) select product_id, contact_id from short_consumer on conflict do nothing`;

const PRODUCT_SNAPSHOTS = `
  insert into product_snapshot (product_id, day, status, available, consumption, balance, units_warning, units_suspended)
  select product_id, $1::date, status, available, consumption, balance, units_warning, units_suspended from balance
  on conflict (product_id, day) do update set status = excluded.status, available = excluded.available,
    consumption = excluded.consumption, balance = excluded.balance, units_warning = excluded.units_warning,
    units_suspended = excluded.units_suspended`;
const SUBSCRIPTION_SNAPSHOTS = `
  insert into subscription_snapshot (subscription_id, day, status, total_licences, next_lifecycle_at)
  select id, $1::date, status, total_licences, next_lifecycle_at from subscription where gone_at is null
  on conflict (subscription_id, day) do update set status = excluded.status, total_licences = excluded.total_licences,
    next_lifecycle_at = excluded.next_lifecycle_at`;

/** One recalculation on a connection that is inside a transaction. Days are UTC days of `now`. @returns products calculated */
export async function calculateCompliance(client: ClientBase, runId: number, now: Date): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  await client.query("select pg_advisory_xact_lock($1)", [RECALCULATION_LOCK]);
  const { rowCount } = await client.query(BALANCES);
  await client.query(COMPLIANCE, [runId, now]);
  await client.query(UNCOVERED);
  await client.query(UNCOVERED_GONE);
  await client.query(UNCOVERED_NEW);
  await client.query(PRODUCT_SNAPSHOTS, [day]);
  await client.query(SUBSCRIPTION_SNAPSHOTS, [day]);
  return rowCount ?? 0;
}

/** The body of a recalculation: every product, in one transaction, under the run's claim. */
export async function recalculate(context: RunContext, now: Date): Promise<RunOutcome> {
  const { claim, signal } = context;
  await context.progress("recalculation", 0, 1);
  const products = await withConnection(
    (client) =>
      inTransaction(client, async () => {
        const count = await calculateCompliance(client, claim.runId, now);
        signal.throwIfAborted();
        await assertFence(client, claim);
        return count;
      }),
    signal,
  );
  await context.progress("recalculation", 1, 1);
  await writeLogLine(claim.runId, { level: "info", code: "recalculated", params: { products } });
  return { status: "succeeded" };
}
