/**
 * The valid units of every licence, as of the UTC day $1.
 * - own: what was bought: usable units of an import (enabled, and those in grace); of a manual one the quantity, until the end of
 *   its last day.
 * - gross: of a full version its own; of an upgrade what it takes of its base's gross after its elder siblings, so that expiry of
 *   a base ends all that was built on it.
 * - net: gross less what its own upgrades take. Over a whole chain the nets make up the valid full versions.
 * - missing_base: units of a valid upgrade that find no unit to upgrade.
 * The recursion begins at full versions, and each licence has one base: what it does not reach hangs on a cycle, and it always ends.
 */
export const LICENCE_UNITS = `
  create temp table licence_unit on commit drop as
  with recursive bought as (
    select id, base_licence_id, case
        when origin = 'portal' then units_enabled::bigint + units_warning
        when expires_on >= $1::date or expires_on is null then quantity
        else 0
      end as own
    from licence),
  wanted as (
    select id, base_licence_id, own, coalesce(sum(own) over (partition by base_licence_id order by id
      rows between unbounded preceding and 1 preceding), 0)::bigint as own_of_elder_siblings
    from bought),
  chain as (
    select id, base_licence_id, own, own as gross from wanted where base_licence_id is null
    union all
    select w.id, w.base_licence_id, w.own, greatest(least(base.gross - w.own_of_elder_siblings, w.own), 0)
    from chain base join wanted w on w.base_licence_id = base.id),
  taken as (
    select base_licence_id as id, sum(gross)::bigint as units from chain where base_licence_id is not null group by base_licence_id)
  select i.id as licence_id, x.product_id, i.metric, i.expires_on, c.id is null as is_in_cycle,
    coalesce(c.own, 0) as own, coalesce(c.gross - coalesce(t.units, 0), 0) as net, coalesce(c.own - c.gross, 0) as missing_base,
    i.units_warning, i.units_suspended
  from licence i
  left join chain c on c.id = i.id
  left join taken t on t.id = i.id
  left join product_licence x on x.licence_id = i.id`;
