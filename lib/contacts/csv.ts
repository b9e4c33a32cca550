import type { z } from "zod";
import { mapHeader, readCsvTable } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { CONTACTS_CSV_LINES_MAX } from "./limits";
import { type ContactField, type ContactInput, type ContactKey, contactFields, contactSchema } from "./schema";

/** The first two are what the template calls a column: in English, in German. The rest is what others call it. */
export const contactHeaders: Record<ContactField, readonly [string, string, ...string[]]> = {
  displayName: ["Name", "Anzeigename", "Display name", "Full name", "Vollständiger Name"],
  mail: ["E-mail", "E-Mail", "Mail", "E-mail address", "E-Mail-Adresse", "Email address"],
  customId: ["Custom ID", "Eigene ID", "Personnel number", "Personalnummer", "Employee ID"],
  phone: ["Phone", "Telefon", "Telephone", "Phone number", "Telefonnummer"],
  department: ["Department", "Abteilung"],
  companyName: ["Company", "Unternehmen", "Firma", "Company name"],
  jobTitle: ["Job title", "Position", "Funktion", "Title"],
  city: ["City", "Ort", "Stadt"],
  country: ["Country", "Land", "Country or region", "Land/Region"],
  notes: ["Notes", "Notizen", "Note", "Notiz", "Bemerkung", "Comment", "Kommentar"],
};

/** What is wrong with a line; `field` is null where it is the line as a whole. */
export type LineFault = {
  line: number;
  field: ContactField | null;
  code: string;
  params: Record<string, string | number>;
};
export type ContactLine = { line: number; values: ContactInput };
export type ContactFile = {
  /** the fields that the file has a column for; contacts keep what they have in the others */
  fields: ContactField[];
  valid: ContactLine[];
  faults: LineFault[];
  unknownColumns: string[];
};

/**
 * Reads contacts out of a list, each line by itself. Of lines that claim the same e-mail or custom ID only the first is valid.
 * @throws AppError csv-empty, csv-unreadable, csv-columns-missing, csv-too-many
 */
export function readContactFile(text: string, key: ContactKey): ContactFile {
  const { header, rows } = readCsvTable(text);
  const { places, unknown } = mapHeader(header, contactHeaders);
  const missing = (["displayName", key] as const).filter((field) => places[field] === undefined);
  if (missing.length > 0) {
    const columns = missing.map((field) => contactHeaders[field].slice(0, 2).join(" / ")).join(", ");
    throw new AppError("csv-columns-missing", { params: { columns } });
  }
  if (rows.length > CONTACTS_CSV_LINES_MAX) {
    throw new AppError("csv-too-many", { params: { count: rows.length, maximum: CONTACTS_CSV_LINES_MAX } });
  }
  const fields = contactFields.filter((field) => places[field] !== undefined);
  const seen = { mail: new Map<string, number>(), customId: new Map<string, number>() };
  const valid: ContactLine[] = [];
  const faults: LineFault[] = [];
  for (const { line, cells } of rows) {
    const given = Object.fromEntries(contactFields.map((field) => [field, cells[places[field] ?? -1] ?? ""]));
    const read = contactSchema.safeParse(given);
    const found = read.success ? faultsOfKeys(line, read.data, key, seen) : read.error.issues.map(faultOf(line));
    if (cells.length > header.length) found.push({ line, field: null, code: "csv-too-many-cells", params: {} });
    if (read.success && found.length === 0) {
      valid.push({ line, values: read.data });
      for (const field of ["mail", "customId"] as const) {
        const value = read.data[field].toLowerCase();
        if (value) seen[field].set(value, line);
      }
    }
    faults.push(...found);
  }
  return { fields, valid, faults, unknownColumns: unknown };
}

type Seen = Record<ContactKey, Map<string, number>>;

function faultsOfKeys(line: number, values: ContactInput, key: ContactKey, seen: Seen): LineFault[] {
  const faults: LineFault[] = [];
  if (values[key] === "") faults.push({ line, field: key, code: "field-required", params: {} });
  for (const field of ["mail", "customId"] as const) {
    const first = seen[field].get(values[field].toLowerCase());
    if (first !== undefined) faults.push({ line, field, code: "csv-line-repeated", params: { line: first } });
  }
  return faults;
}

const faultOf =
  (line: number) =>
  (issue: z.core.$ZodIssue): LineFault => {
    const field = contactFields.find((each) => each === issue.path[0]) ?? null;
    return issue.code === "too_big"
      ? { line, field, code: "field-too-long", params: { maximum: Number(issue.maximum) } }
      : { line, field, code: issue.message, params: {} };
  };

/** An example to fill in, as spreadsheets of that language open it at a double click. */
export function contactTemplate(language: "en" | "de"): string {
  const place = language === "en" ? 0 : 1;
  const example: Record<"en" | "de", string[]> = {
    en: [
      "Alex Kim",
      "alex.kim@example.com",
      "4711",
      "+44 20 7946 0000",
      "Sales",
      "Example Ltd",
      "Buyer",
      "London",
      "UK",
      "",
    ],
    de: [
      "Erika Muster",
      "erika.muster@example.com",
      "4711",
      "+49 30 1234567",
      "Vertrieb",
      "Muster GmbH",
      "Einkäuferin",
      "Berlin",
      "Deutschland",
      "",
    ],
  };
  const delimiter = language === "en" ? "," : ";";
  const lines = [contactFields.map((field) => contactHeaders[field][place] ?? field), example[language]];
  return `\ufeff${lines.map((cells) => cells.join(delimiter)).join("\r\n")}\r\n`;
}
