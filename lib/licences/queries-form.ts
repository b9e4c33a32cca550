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
    pool().query<Choice>(
      `select p.id, p.name, p.metric, f.name as hint from product p join folder f on f.id = p.folder_id
       order by lower(p.name), p.id`,
    ),
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
  id: number;
  name: string;
  portalId: string;
  portalName: string;
  unsyncReason: UnsyncReason;
  unsyncSince: Date | null;
  /** its product goes with it: no other licence is linked to that */
  takesProduct: boolean;
};

/** Licences that cannot be synchronised, as `deleteOrphans` would delete them. */
export async function listOrphans(): Promise<Orphan[]> {
  const { rows } = await pool().query<Orphan>(
    `select l.id, l.name, l.portal_id as "portalId", o.name as "portalName", l.unsync_reason as "unsyncReason",
       l.unsync_since as "unsyncSince",
       exists (select from product p where p.origin = 'portal' and p.portal_id = l.portal_id and p.sku_id = l.sku_id
         and not exists (select from product_licence x where x.product_id = p.id and x.licence_id <> l.id)) as "takesProduct"
     from licence l join portal o on o.id = l.portal_id
     where l.origin = 'portal' and l.unsync_reason is not null order by lower(o.name), lower(l.name), l.id`,
  );
  return rows;
}
