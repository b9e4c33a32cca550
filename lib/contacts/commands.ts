import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import type { Origin } from "@/lib/db/generated/enums";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { contactColumns, toColumnValue } from "./columns";
import { type ContactInput, contactFields, type EditContact } from "./schema";

/** Whoever writes contacts by hand waits here, so that what was just found to be free still is when it is written. */
export async function lockContacts(client: ClientBase): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('seatwise.contacts'))");
}

/** One transaction that writes contacts; what an index refuses is told in words. */
export async function writingContacts<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result> {
  try {
    return await withTransaction(async (client) => {
      await lockContacts(client);
      return work(client);
    });
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    if (constraint === "contact_manual_mail_key") {
      throw new AppError("contact-mail-taken", { fields: { mail: "contact-mail-taken" }, cause: error });
    }
    if (constraint === "contact_custom_id_key") {
      throw new AppError("contact-custom-id-taken", { fields: { customId: "contact-custom-id-taken" }, cause: error });
    }
    throw error;
  }
}

/** @throws AppError contact-mail-taken, contact-custom-id-taken */
export async function createContact(actor: Actor, input: ContactInput): Promise<{ id: number }> {
  return writingContacts(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `insert into contact (origin, created_by, updated_by, updated_at, ${contactFields.map((field) => contactColumns[field]).join(", ")})
       values ('manual', $1, $1, now(), ${contactFields.map((_, index) => `$${index + 2}`).join(", ")}) returning id`,
      [actor.username, ...contactFields.map((field) => toColumnValue(field, input[field]))],
    );
    const id = rows[0]?.id ?? 0;
    await writeAuditLine(client, actor, { action: "contact.created", ...target(id, input.displayName) });
    return { id };
  });
}

type Stored = { origin: Origin; version: number; updatedBy: string | null } & Record<string, unknown>;

/**
 * Saves an edit of a contact made by hand.
 * @throws AppError contact-not-found, imported-read-only, contact-changed, contact-mail-taken, contact-custom-id-taken
 */
export async function updateContact(actor: Actor, edit: EditContact): Promise<void> {
  await writingContacts(async (client) => {
    const { rows } = await client.query<Stored>(
      `select origin, version, updated_by as "updatedBy", ${contactFields.map((field) => `${contactColumns[field]} as "${field}"`).join(", ")}
       from contact where id = $1 for no key update`,
      [edit.contactId],
    );
    const [before] = rows;
    if (!before) throw new AppError("contact-not-found");
    if (before.origin === "portal") throw new AppError("imported-read-only");
    if (before.version !== edit.version) {
      throw new AppError("contact-changed", { params: { name: before.updatedBy ?? "?" } });
    }
    const changed = contactFields.filter((field) => before[field] !== toColumnValue(field, edit[field]));
    if (changed.length === 0) return;
    await client.query(
      `update contact set version = version + 1, updated_by = $2, updated_at = now(),
         ${contactFields.map((field, index) => `${contactColumns[field]} = $${index + 3}`).join(", ")}
       where id = $1`,
      [edit.contactId, actor.username, ...contactFields.map((field) => toColumnValue(field, edit[field]))],
    );
    const details = { changed };
    await writeAuditLine(client, actor, {
      action: "contact.updated",
      ...target(edit.contactId, edit.displayName),
      details,
    });
  });
}

const target = (id: number, name: string) => ({ targetType: "contact", targetId: id, targetName: name });
