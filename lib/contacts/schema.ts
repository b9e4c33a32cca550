import { z } from "zod";
import { CHOSEN_MAX } from "@/lib/paging/chosen";

/** What people enter of a contact; the order is the form's and the file's. */
export const contactFields = [
  "displayName",
  "mail",
  "customId",
  "phone",
  "department",
  "companyName",
  "jobTitle",
  "city",
  "country",
  "notes",
] as const;
export type ContactField = (typeof contactFields)[number];

/** One line without invisible characters, as people paste it. */
const line = (maximum: number) =>
  z
    .string()
    .normalize("NFC")
    .transform((text) => text.replace(/[\s\p{Cc}\u200b\u2060\ufeff]+/gu, " ").trim())
    .pipe(z.string().max(maximum));

/** Lenient: whether a mailbox exists is not ours to know; what is no address at all is a slip. */
const mail = line(254).refine(
  (text) => text === "" || /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(text),
  "contact-mail-invalid",
);

const notes = z
  .string()
  .normalize("NFC")
  .transform((text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[^\P{Cc}\n\t]/gu, "")
      .trim(),
  )
  .pipe(z.string().max(2_000));

export const contactSchema = z.object({
  displayName: line(120).pipe(z.string().min(1, "name-missing")),
  mail,
  customId: line(64),
  phone: line(64),
  department: line(120),
  companyName: line(120),
  jobTitle: line(120),
  city: line(120),
  country: line(120),
  notes,
});
export type ContactInput = z.output<typeof contactSchema>;

const id = z.coerce.number().int().positive().max(2_147_483_647);

export const editContactSchema = contactSchema.extend({ contactId: id, version: id });
export type EditContact = z.output<typeof editContactSchema>;

export const contactIdsSchema = z.object({ contactIds: z.array(id).min(1).max(CHOSEN_MAX) });

export const contactKeys = ["mail", "customId"] as const;
/** By which a line of a file and a contact are known to be the same. */
export type ContactKey = (typeof contactKeys)[number];

export const importContactsSchema = z.object({
  key: z.enum(contactKeys),
  file: z.instanceof(File).optional(),
  text: z.string().default(""),
});
export type ImportContactsInput = z.output<typeof importContactsSchema>;
