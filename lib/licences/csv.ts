import { mapHeader, readCsvTable } from "@/lib/csv";
import type { LicenceMetric } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { CSV_LINES_MAX, type CsvField, csvFields, type FaultCode, type LineFault } from "./csv-fields";
import { readDay } from "./day";
import { QUANTITY_MAX, readQuantity } from "./quantity";

/** What people call the columns; the first two are those of the template. */
const headers: Record<CsvField, readonly string[]> = {
  name: ["Name", "Name", "Licence", "License", "Licence name", "Lizenz", "Lizenzname", "Bezeichnung"],
  licenceNumber: ["Licence ID", "Lizenz-ID", "License ID", "Licence number", "License number", "Lizenznummer"],
  quantity: ["Quantity", "Anzahl", "Count", "Units", "Menge", "Stück", "Einheiten"],
  metric: ["Metric", "Metrik", "Licence metric", "License metric", "Lizenzmetrik"],
  channel: ["Acquisition channel", "Bezugsweg", "Channel", "Beschaffungsweg", "Erwerbsart", "Bezugsart"],
  upgradeOf: ["Upgrade of", "Upgrade von", "Base licence", "Base license", "Basislizenz"],
  expiresOn: ["Valid until", "Gültig bis", "Expiry date", "Expires on", "Expires", "Ablaufdatum", "Läuft ab am"],
  licenceKey: ["Licence key", "Lizenzschlüssel", "License key", "Key", "Schlüssel"],
  serialNumber: ["Serial number", "Seriennummer", "Serial"],
  notes: ["Notes", "Notizen", "Note", "Comment", "Bemerkung", "Kommentar"],
};

const metrics: Record<LicenceMetric, readonly string[]> = {
  user_cal: ["user_cal", "User CAL", "User", "Users", "Benutzer", "Person", "Nutzer", "Benutzer-CAL", "Nutzer-CAL"],
  device_cal: ["device_cal", "Device CAL", "Device", "Devices", "Gerät", "Geräte", "Geräte-CAL"],
  installation: ["installation", "Installation based", "Installationsbasiert", "Installations", "Installation"],
};

const lengths: Partial<Record<CsvField, number>> = {
  ...{
    name: 200,
    licenceNumber: 100,
    channel: 100,
    upgradeOf: 100,
    licenceKey: 1_000,
    serialNumber: 200,
    notes: 4_000,
  },
};

/** A line by itself; whether it fits the others and what is there already, `checkLines` finds out. */
export type CsvLicence = {
  line: number;
  name: string;
  licenceNumber: string | null;
  quantity: number;
  metric: LicenceMetric;
  channel: string | null;
  /** the licence ID of the base; null: a full version */
  upgradeOf: string | null;
  expiresOn: string | null;
  licenceKey: string | null;
  serialNumber: string | null;
  notes: string;
};

export type CsvContents = { lines: CsvLicence[]; faults: LineFault[]; unknownColumns: string[] };

const spellingOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function readMetric(text: string): LicenceMetric | null {
  const found = Object.entries(metrics).find(([, names]) =>
    names.some((name) => spellingOf(name) === spellingOf(text)),
  );
  return (found?.[0] as LicenceMetric | undefined) ?? null;
}

/**
 * The lines of a file of licences. A line with a mistake is among `lines` all the same, so that others can refer to it.
 * @throws AppError csv-empty, csv-unreadable, csv-columns-missing, csv-too-many
 */
export function readLicenceCsv(text: string): CsvContents {
  const { header, rows } = readCsvTable(text);
  const { places, unknown } = mapHeader(header, headers);
  const missing = (["name", "quantity"] as const).filter((field) => places[field] === undefined);
  if (missing.length > 0) {
    const columns = missing.map((field) => headers[field].slice(0, 2).join(" / ")).join(", ");
    throw new AppError("csv-columns-missing", { params: { columns } });
  }
  if (rows.length > CSV_LINES_MAX) {
    throw new AppError("csv-too-many", { params: { count: rows.length, maximum: CSV_LINES_MAX } });
  }
  const faults: LineFault[] = [];
  const lines = rows.map(({ line, cells }) => {
    const cell = (field: CsvField) => (cells[places[field] ?? -1] ?? "").normalize("NFC");
    const fail = (field: CsvField, code: FaultCode, params: LineFault["params"] = {}) =>
      faults.push({ line, field, code, params, value: cell(field) });
    return readLine(line, cell, fail);
  });
  return { lines, faults, unknownColumns: unknown };
}

type Fail = (field: CsvField, code: FaultCode, params?: LineFault["params"]) => void;

function readLine(line: number, cell: (field: CsvField) => string, fail: Fail): CsvLicence {
  const optional = (field: CsvField) => cell(field) || null;
  for (const field of csvFields) {
    const maximum = lengths[field];
    if (maximum !== undefined && cell(field).length > maximum) fail(field, "too-long", { maximum });
  }
  if (cell("name") === "") fail("name", "required");
  const quantity = readQuantity(cell("quantity"));
  if (cell("quantity") === "") fail("quantity", "required");
  else if (quantity === null || quantity < 1 || quantity > QUANTITY_MAX) {
    fail("quantity", "quantity-invalid", { maximum: QUANTITY_MAX });
  }
  const metric = cell("metric") === "" ? "user_cal" : readMetric(cell("metric"));
  if (metric === null) fail("metric", "metric-unknown");
  const expiresOn = readDay(cell("expiresOn"));
  if (cell("expiresOn") !== "" && expiresOn === null) fail("expiresOn", "day-invalid");
  return {
    ...{ line, name: cell("name"), quantity: quantity ?? 0, metric: metric ?? "user_cal", expiresOn },
    ...{ licenceNumber: optional("licenceNumber"), channel: optional("channel"), upgradeOf: optional("upgradeOf") },
    ...{ licenceKey: optional("licenceKey"), serialNumber: optional("serialNumber"), notes: cell("notes") },
  };
}

/** A file with the columns and two examples, as Excel opens it in that language. */
export function buildTemplate(locale: "en" | "de"): string {
  const place = locale === "de" ? 1 : 0;
  const columns = csvFields.map((field) => headers[field][place] ?? field);
  const metric = metrics.device_cal[1] ?? "";
  const day = locale === "de" ? "31.12.2027" : "2027-12-31";
  const examples = [
    ["Visio 2021", "V-100", "25", metric, "Volume", "", "", "", "", ""],
    ["Visio 2024", "V-200", "25", metric, "Volume", "V-100", day, "", "", ""],
  ];
  return `\ufeff${[columns, ...examples].map((cells) => cells.join(";")).join("\r\n")}\r\n`;
}
