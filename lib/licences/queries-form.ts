import "server-only";
import type { LicenceKind, LicenceMetric, UnsyncReason } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";

export type Channel = { id: number /** of a built-in one the key of its text */; name: string; isBuiltIn: boolean };

/** Built-in ones first. */
export async function listChannels(): Promise<(Channel & { licences: number })[]> {
  const { rows } = await pool().query<Channel & { licences: number }>(
    `select c.id, c.name, c.is_built_in as "isBuiltIn", count(l.id)::int as licences
     from acquisition_channel c left join licence l on l.channel_id = c.id
     group by c.id order by c.is_built_in desc, lower(c.name)`,
  );
  return rows;
}

/** Something that a licence can be linked to. */
export type Choice = { id: number; name: string; metric: LicenceMetric; hint: string | null };

const productChoice = `select p.id, p.name, p.metric, f.name as hint from product p join folder f on f.id = p.folder_id`;

/** A product that a new licence is to be linked to. */
export async function findProductChoice(id: number): Promise<Choice | null> {
  const { rows } = await pool().query<Choice>(`${productChoice} where p.id = $1`, [id]);
  return rows[0] ?? null;
}

export type LicenceChoices = { channels: Channel[]; bases: Choice[]; products: Choice[] };

/** What the form offers. @param licenceId the licence that is edited: it cannot be its own base */
export async function readLicenceChoices(licenceId: number | null): Promise<LicenceChoices> {
  const [channels, bases, products] = await Promise.all([
    listChannels(),
    pool().query<Choice>(
      `with recursive above(id) as (
         select $1::int union select l.id from licence l join above on l.base_licence_id = above.id)
       select id, name, metric, licence_number as hint from licence
       where origin = 'manual' and id not in (select id from above where id is not null) order by lower(name), id`,
      [licenceId],
    ),
    pool().query<Choice>(`${productChoice} order by lower(p.name), p.id`),
  ]);
  return { channels, bases: bases.rows, products: products.rows };
}

/** A manual licence as its form shows it. */
export type LicenceForm = {
  id: number;
  version: number;
  name: string;
  licenceNumber: string | null;
  quantity: number;
  channelId: number | null;
  metric: LicenceMetric;
  kind: LicenceKind;
  baseLicenceId: number | null;
  expiresOn: string | null;
  hasLicenceKey: boolean;
  serialNumber: string | null;
  notes: string;
  productId: number | null;
};

/** null: there is none, or it came from a portal and cannot be edited. */
export async function findLicenceForm(id: number): Promise<LicenceForm | null> {
  const { rows } = await pool().query<LicenceForm>(
    `select l.id, l.version, l.name, l.licence_number as "licenceNumber", coalesce(l.quantity, 1) as quantity,
       l.channel_id as "channelId", l.metric, l.kind, l.base_licence_id as "baseLicenceId",
       to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn", l.licence_key is not null as "hasLicenceKey",
       l.serial_number as "serialNumber", l.notes, x.product_id as "productId"
     from licence l left join product_licence x on x.licence_id = l.id where l.id = $1 and l.origin = 'manual'`,
    [id],
  );
  return rows[0] ?? null;
}

export type Orphan = {
  /** a product whose licence has been deleted stands for itself */
  kind: "licence" | "product";
  id: number;
  name: string;
  portalId: string;
  portalName: string;
  unsyncReason: UnsyncReason;
  unsyncSince: Date | null;
  /** what becomes of the product: it stays where other licences are linked to it; `none`: there is none */
  product: "goes" | "stays" | "none";
};

/** Licences that cannot be synchronised, and products that have lost theirs, as `deleteOrphans` would delete them. */
export async function listOrphans(): Promise<Orphan[]> {
  const hasOthers =
    "exists (select from product_licence x where x.product_id = p.id and x.licence_id is distinct from l.id)";
  const { rows } = await pool().query<Orphan>(
    `select case when l.id is null then 'product' else 'licence' end as kind, coalesce(l.id, p.id) as id, coalesce(l.name, p.name) as name,
       o.id as "portalId", o.name as "portalName", coalesce(l.unsync_reason, p.unsync_reason) as "unsyncReason",
       coalesce(l.unsync_since, p.unsync_since) as "unsyncSince",
       case when p.id is null then 'none' when ${hasOthers} then 'stays' else 'goes' end as product
     from (select * from licence where origin = 'portal' and unsync_reason is not null) l
     full join (select p.* from product p where p.origin = 'portal' and (p.unsync_reason is not null
         or exists (select from licence x where x.portal_id = p.portal_id and x.sku_id = p.sku_id and x.unsync_reason is not null))) p
       on p.portal_id = l.portal_id and p.sku_id = l.sku_id
     join portal o on o.id = coalesce(l.portal_id, p.portal_id)
     where l.id is not null or not exists (select from licence x where x.portal_id = p.portal_id and x.sku_id = p.sku_id)
     order by lower(o.name), lower(coalesce(l.name, p.name)), 1, 2`,
  );
  return rows;
}
