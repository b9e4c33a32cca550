import type pg from "pg";
import { type ContactInput, contactSchema } from "@/lib/contacts/schema";

export const actor = { id: null, username: "tests" };

/** A contact as a form sends it: what is not given is empty. */
export function entered(values: Partial<ContactInput> & { displayName: string }): ContactInput {
  const nothing = { mail: "", customId: "", phone: "", department: "", companyName: "" };
  return contactSchema.parse({ ...nothing, jobTitle: "", city: "", country: "", notes: "", ...values });
}

export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: Record<string, string> };
    return fields && Object.keys(fields).length > 0 ? fields : code;
  }
}

type Query = Pick<pg.Pool, "query">;

export async function insertImported(
  db: Query,
  portalId: string,
  displayName: string,
  changes: { mail?: string; isGone?: boolean } = {},
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into contact (origin, portal_id, object_id, display_name, mail, gone_at, updated_at)
     values ('portal', $1, gen_random_uuid(), $2, $3, $4, now()) returning id`,
    [portalId, displayName, changes.mail ?? "", changes.isGone ? new Date() : null],
  );
  return rows[0]?.id ?? 0;
}

export async function insertProduct(db: Query, name: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `with f as (insert into folder (name) values ($1) returning id)
     insert into product (origin, name, folder_id, updated_at) select 'manual', $1, id, now() from f returning id`,
    [name],
  );
  return rows[0]?.id ?? 0;
}

export async function insertConsumer(db: Query, productId: number, contactId: number): Promise<void> {
  await db.query("insert into product_consumer (product_id, kind, contact_id) values ($1, 'person', $2)", [
    productId,
    contactId,
  ]);
}
