import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { decodeCsv } from "@/lib/csv";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { contactColumns, toColumnValue } from "./columns";
import { writingContacts } from "./commands";
import { type ContactFile, type ContactLine, type LineFault, readContactFile } from "./csv";
import {
  type ContactImportPreview,
  FAULTS_SHOWN_MAX,
  type ImportCounts,
  LINES_SHOWN_MAX,
  type LineState,
} from "./import-preview";
import { CONTACTS_CSV_BYTES_MAX, CONTACTS_CSV_MIB_MAX } from "./limits";
import { type ContactField, type ContactKey, contactFields, type ImportContactsInput } from "./schema";

type Verdict = LineState | "contact-mail-taken" | "contact-custom-id-taken";
type Judged = { line: ContactLine; contactId: number | null; verdict: Verdict };

/**
 * What the import would do. Nothing is written.
 * @throws AppError field-required, csv-too-large, and as `readContactFile`
 */
export async function previewContactImport(input: ImportContactsInput): Promise<ContactImportPreview> {
  const file = readContactFile(await readText(input), input.key);
  const judged = await judge(pool(), file, input.key);
  const faults = faultsOf(file, judged);
  const lines = judged.flatMap(({ line: { line, values }, verdict }) => {
    const { displayName, mail, customId } = values;
    return isTaken(verdict) ? [] : [{ line, displayName, mail, customId, state: verdict }];
  });
  const order: LineState[] = ["imported", "created", "updated", "unchanged"];
  lines.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.line - b.line);
  return {
    counts: countOf(judged, faults),
    faults: faults.slice(0, FAULTS_SHOWN_MAX),
    lines: lines.slice(0, LINES_SHOWN_MAX),
    unknownColumns: file.unknownColumns,
  };
}

/**
 * Takes the lines without a fault over, as they are judged at this moment: new ones are created, those made by hand are
 * changed where they differ, imported ones never.
 * @throws AppError csv-nothing-valid, contact-mail-taken, contact-custom-id-taken, and as `previewContactImport`
 */
export async function importContacts(actor: Actor, input: ImportContactsInput): Promise<ImportCounts> {
  const file = readContactFile(await readText(input), input.key);
  if (file.valid.length === 0) throw new AppError("csv-nothing-valid");
  return writingContacts(async (client) => {
    const judged = await judge(client, file, input.key);
    const counts = countOf(judged, faultsOf(file, judged));
    if (counts.created + counts.updated === 0) return counts;
    await write(client, actor, file.fields, judged);
    await writeAuditLine(client, actor, {
      action: "contact.list-imported",
      targetType: "contact",
      details: { key: input.key, ...counts },
    });
    return counts;
  });
}

async function readText({ file, text }: ImportContactsInput): Promise<string> {
  const hasFile = file !== undefined && file.size > 0;
  if (!hasFile && text.trim() === "") throw new AppError("field-required", { fields: { file: "field-required" } });
  if ((hasFile ? file.size : new TextEncoder().encode(text).length) > CONTACTS_CSV_BYTES_MAX) {
    throw new AppError("csv-too-large", {
      params: { maximum: CONTACTS_CSV_MIB_MAX },
      fields: { file: "csv-too-large" },
    });
  }
  return hasFile ? decodeCsv(new Uint8Array(await file.arrayBuffer())) : text;
}

const isTaken = (verdict: Verdict): verdict is Exclude<Verdict, LineState> => verdict.endsWith("-taken");

function faultsOf(file: ContactFile, judged: readonly Judged[]): LineFault[] {
  const taken = judged.flatMap(({ line: { line }, verdict }): LineFault[] =>
    isTaken(verdict)
      ? [{ line, field: verdict === "contact-mail-taken" ? "mail" : "customId", code: verdict, params: {} }]
      : [],
  );
  return [...file.faults, ...taken].sort((a, b) => a.line - b.line);
}

function countOf(judged: readonly Judged[], faults: readonly LineFault[]): ImportCounts {
  const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, imported: 0, faulty: 0 };
  for (const { verdict } of judged) if (!isTaken(verdict)) counts[verdict] += 1;
  // A line can have several faults.
  counts.faulty = new Set(faults.map(({ line }) => line)).size;
  return counts;
}

const columnTypes = contactFields.map((field) => `${contactColumns[field]} text`).join(", ");
const columnsOf = (alias: string, fields: readonly ContactField[]) =>
  fields.map((field) => `${alias}.${contactColumns[field]}`).join(", ");

function toRow({ line, values }: ContactLine): Record<string, unknown> {
  const cells = contactFields.map((field) => [contactColumns[field], toColumnValue(field, values[field])]);
  return { line, ...Object.fromEntries(cells) };
}

/** What would become of each valid line now. */
async function judge(client: Pick<ClientBase, "query">, file: ContactFile, key: ContactKey): Promise<Judged[]> {
  const column = contactColumns[key];
  const keys = file.valid.map(({ values }) => values[key]);
  const has = (field: ContactField) => file.fields.includes(field);
  const { rows } = await client.query<{ line: number; contactId: number | null; verdict: Verdict }>(
    `with input as (select * from jsonb_to_recordset($1::jsonb) as x(line int, ${columnTypes})),
       -- Imported people are asked for once: there is no index over their mails.
       imported as (
         select distinct lower(${column}) as key from contact
         where origin = 'portal' and ${column} <> '' and lower(${column}) in (select lower(k) from unnest($2::text[]) k))
     select i.line, c.id as "contactId",
       case
         when c.id is null and p.key is not null then 'imported'
         when ${has("mail")} and m.id <> coalesce(c.id, 0) then 'contact-mail-taken'
         when ${has("customId")} and n.id <> coalesce(c.id, 0) then 'contact-custom-id-taken'
         when c.id is null then 'created'
         when (${columnsOf("c", file.fields)}) is distinct from (${columnsOf("i", file.fields)}) then 'updated'
         else 'unchanged'
       end as verdict
     from input i
     left join contact c on c.origin = 'manual' and c.${column} <> '' and lower(c.${column}) = lower(i.${column})
     left join imported p on p.key = lower(i.${column})
     left join contact m on m.origin = 'manual' and m.mail <> '' and lower(m.mail) = lower(i.mail)
     left join contact n on n.custom_id is not null and lower(n.custom_id) = lower(i.custom_id)`,
    [JSON.stringify(file.valid.map(toRow)), keys],
  );
  const byLine = new Map(rows.map((row) => [row.line, row]));
  return file.valid.map((line) => {
    const found = byLine.get(line.line);
    return { line, contactId: found?.contactId ?? null, verdict: found?.verdict ?? "created" };
  });
}

/** New ones and changed ones in one statement. */
async function write(
  client: ClientBase,
  actor: Actor,
  fields: readonly ContactField[],
  judged: readonly Judged[],
): Promise<void> {
  const rows = judged
    .filter(({ verdict }) => verdict === "created" || verdict === "updated")
    .map(({ line, contactId }) => ({ ...toRow(line), id: contactId }));
  const all = contactFields.map((field) => contactColumns[field]).join(", ");
  await client.query(
    `with input as (select * from jsonb_to_recordset($1::jsonb) as x(id int, line int, ${columnTypes})),
       updated as (
         update contact c set ${fields.map((field) => `${contactColumns[field]} = i.${contactColumns[field]}`).join(", ")},
           version = version + 1, updated_by = $2, updated_at = now()
         from input i where c.id = i.id and c.origin = 'manual')
     insert into contact (origin, created_by, updated_by, updated_at, ${all})
     select 'manual', $2, $2, now(), ${columnsOf("i", contactFields)} from input i where i.id is null order by i.line`,
    [JSON.stringify(rows), actor.username],
  );
}
