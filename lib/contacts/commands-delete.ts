import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import type { Origin } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { Chosen } from "@/lib/paging/chosen";
import { parseListState } from "@/lib/paging/list-state";
import { chosenIds } from "@/lib/portals/chosen-ids";
import { writingContacts } from "./commands";
import type { DeletionCandidate } from "./deletion";
import { followLostHolders } from "./left-people";
import { conditionsOf, contactListOptions } from "./queries";

type Row = Omit<DeletionCandidate, "obstacle"> & { origin: Origin; isOver: boolean };

/** An imported contact is over when its portal was deleted, or its tenant has no such person any more and nothing is held. */
const candidates = `
  select c.id, coalesce(nullif(c.display_name, ''), c.user_principal_name) as "displayName", c.origin,
    o.deleted_at is not null
      or c.gone_at is not null and not exists (select from assignment a where a.contact_id = c.id) as "isOver",
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by lower(p.name), p.id)
      from product p where p.id in (
        select product_id from product_consumer where contact_id = c.id
        union select product_id from consumer_assignment where contact_id = c.id
        union select product_id from consumer_priority where contact_id = c.id)), '[]') as products
  from contact c left join portal o on o.id = c.portal_id where c.id = any($1::int[]) order by lower(c.display_name), c.id`;

async function readCandidates(client: Pick<ClientBase, "query">, ids: readonly number[]): Promise<DeletionCandidate[]> {
  const { rows } = await client.query<Row>(candidates, [ids]);
  return rows.map(({ id, displayName, products, origin, isOver }) => {
    const isLeft = origin === "portal" && !isOver;
    return { id, displayName, products, obstacle: isLeft ? "imported" : products.length > 0 ? "referenced" : null };
  });
}

/** @throws AppError too-many-chosen */
export const contactsChosen = (chosen: Chosen): Promise<number[]> =>
  chosenIds(chosen, (search, values) => {
    const state = parseListState(search, contactListOptions);
    return `select c.id from contact c where ${conditionsOf(state, values)}`;
  });

/** What a deletion of these would do: which of them may go, and what holds the others. */
export const previewDeletion = (ids: readonly number[]): Promise<DeletionCandidate[]> => readCandidates(pool(), ids);

/** Who connects a deleted portal again waits for us, or we see that it lives. @returns the portals that some of these hold SKUs of */
async function lockPortals(client: ClientBase, ids: readonly number[]): Promise<string[]> {
  await client.query(
    "select from portal where id in (select portal_id from contact where id = any($1::int[])) order by id for no key update",
    [ids],
  );
  const { rows } = await client.query<{ portalId: string }>(
    `select distinct portal_id as "portalId" from assignment where contact_id = any($1::int[])`,
    [ids],
  );
  return rows.map(({ portalId }) => portalId);
}

/**
 * Deletes all of these or none; of a deleted portal with what they held last. Those that somebody else has deleted meanwhile do not count.
 * @throws AppError contact-not-found when none is there any more; imported-read-only, contact-referenced
 */
export async function deleteContacts(actor: Actor, ids: readonly number[]): Promise<{ deleted: number }> {
  return writingContacts(async (client) => {
    const portalIds = await lockPortals(client, ids);
    // A product that takes one of them as a consumer now waits for us, then finds it gone.
    await client.query("select id from contact where id = any($1::int[]) order by id for update", [ids]);
    const found = await readCandidates(client, ids);
    const [first] = found;
    if (!first) throw new AppError("contact-not-found");
    if (found.some(({ obstacle }) => obstacle === "imported")) throw new AppError("imported-read-only");
    const held = found.filter(({ obstacle }) => obstacle === "referenced");
    if (held.length > 0) throw new AppError("contact-referenced", { params: { count: held.length } });
    await client.query("delete from contact where id = any($1::int[])", [found.map(({ id }) => id)]);
    for (const portalId of portalIds) await followLostHolders(client, portalId);
    await writeAuditLine(client, actor, {
      action: "contact.deleted",
      targetType: "contact",
      ...(found.length === 1 ? { targetId: first.id, targetName: first.displayName } : {}),
      details: { contacts: found.map(({ id, displayName }) => ({ id, name: displayName })) },
    });
    return { deleted: found.length };
  });
}
