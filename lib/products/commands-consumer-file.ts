import type { Actor } from "@/lib/audit/record";
import type { ConsumerKind, LicenceMetric } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { type AddedConsumers, addDevices, addPeople } from "./commands-consumers";
import {
  type ContactMatch,
  checkDevices,
  checkPeople,
  type FileLine,
  type PreviewLine,
  readConsumerFile,
} from "./consumer-file";
import { consumerKindOf } from "./consumer-kind";

/** A file far too long to look at is shown by its faults first. */
const SHOWN_LINES = 200;

export type ConsumerFilePreview = {
  kind: ConsumerKind;
  /** lines that would be added */
  valid: number;
  known: number;
  faulty: number;
  /** the first ones, those with a fault before all others */
  lines: PreviewLine[];
};

/** @throws AppError product-not-found, imported-read-only */
async function kindOfProduct(productId: number): Promise<ConsumerKind> {
  const { rows } = await pool().query<{ origin: string; metric: LicenceMetric }>(
    "select origin, metric from product where id = $1",
    [productId],
  );
  const [product] = rows;
  if (!product) throw new AppError("product-not-found");
  if (product.origin !== "manual") throw new AppError("imported-read-only");
  return consumerKindOf(product.metric);
}

async function matchContacts(productId: number, lines: readonly FileLine[]): Promise<ContactMatch[]> {
  const column = (read: (line: FileLine) => string) => lines.map((line) => read(line).toLowerCase());
  const by = (name: ContactMatch["by"], sql: string) =>
    `select g.line, '${name}' as by, c.id, c.display_name, c.gone_at from given g
     join contact c on lower(${sql}) = g.${name.toLowerCase()} where g.${name.toLowerCase()} <> ''`;
  const { rows } = await pool().query<ContactMatch>(
    `with given as materialized (
       select * from unnest($2::int[], $3::text[], $4::text[], $5::text[]) as g(line, customid, userprincipalname, mail)),
     found as (${by("customId", "c.custom_id")} union all ${by("userPrincipalName", "c.user_principal_name")}
       union all ${by("mail", "c.mail")})
     select f.line, f.by, f.id as "contactId", f.display_name as name, f.gone_at is not null as "isGone",
       exists (select from product_consumer p where p.product_id = $1 and p.contact_id = f.id) as "isKnown"
     from found f`,
    [
      productId,
      lines.map(({ line }) => line),
      column((line) => line.customId),
      column((line) => line.userPrincipalName),
      column((line) => line.mail),
    ],
  );
  return rows;
}

async function checkFile(productId: number, bytes: Uint8Array): Promise<{ kind: ConsumerKind; lines: PreviewLine[] }> {
  const kind = await kindOfProduct(productId);
  const lines = readConsumerFile(bytes, kind);
  if (kind === "person") return { kind, lines: checkPeople(lines, await matchContacts(productId, lines)) };
  const { rows } = await pool().query<{ name: string }>(
    "select lower(device_name) as name from product_consumer where product_id = $1 and device_name is not null",
    [productId],
  );
  return { kind, lines: checkDevices(lines, new Set(rows.map(({ name }) => name))) };
}

/** Changes nothing. @throws AppError as `readConsumerFile`; product-not-found, imported-read-only */
export async function previewConsumerFile(productId: number, bytes: Uint8Array): Promise<ConsumerFilePreview> {
  const { kind, lines } = await checkFile(productId, bytes);
  const faulty = lines.filter(({ fault }) => fault !== null);
  const sound = lines.filter(({ fault }) => fault === null);
  return {
    kind,
    valid: sound.filter(({ isKnown }) => !isKnown).length,
    known: sound.filter(({ isKnown }) => isKnown).length,
    faulty: faulty.length,
    lines: [...faulty, ...sound].slice(0, SHOWN_LINES),
  };
}

/** Adds what the lines without a fault name. @throws AppError as the preview; csv-nothing-valid */
export async function addConsumersFromFile(
  actor: Actor,
  productId: number,
  bytes: Uint8Array,
): Promise<AddedConsumers> {
  const { kind, lines } = await checkFile(productId, bytes);
  const sound = lines.filter(({ fault }) => fault === null);
  if (sound.length === 0) throw new AppError("csv-nothing-valid");
  return kind === "person"
    ? addPeople(actor, { productId, contactIds: sound.flatMap(({ contactId }) => contactId ?? []) })
    : addDevices(actor, { productId, names: sound.flatMap(({ name }) => name ?? []) });
}
