import { CsvError, type Info, parse } from "csv-parse/sync";
import { AppError } from "@/lib/errors";
import { CATALOGUE_BYTES_MAX, CATALOGUE_MIB_MAX, CATALOGUE_SKUS_MIN } from "./limits";
import { cleanText, countSpelling, pickCommonest, pickTitle, type Spellings } from "./spelling";

export type ListedSku = { skuId: string; partNumber: string; title: string };
export type ListedServicePlan = { servicePlanId: string; name: string; title: string };

/** No GUID of the SKU; neither title nor part number; no GUID of the service plan, in which case the SKU itself is kept. */
export type SkipReason = "sku-id" | "name" | "plan-id";
/** Lines as an editor counts them: the header is the first. */
export type SkippedRow = { line: number; reason: SkipReason };

export type CatalogueList = {
  skus: ListedSku[];
  servicePlans: ListedServicePlan[];
  /** rows below the header */
  rows: number;
  skipped: SkippedRow[];
  /** rows that repeat a pair of SKU and service plan */
  duplicates: number;
};

const HEADERS = {
  title: "Product_Display_Name",
  partNumber: "String_Id",
  skuId: "GUID",
  planName: "Service_Plan_Name",
  planId: "Service_Plan_Id",
  planTitle: "Service_Plans_Included_Friendly_Names",
} as const;
type Field = keyof typeof HEADERS;
type Row = { line: number; values: Record<Field, string> };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads "Product names and service plan identifiers for licensing" as Microsoft serves it: one row for each SKU and service
 * plan. SKUs and plans are known by their GUIDs; of several names the commonest is taken, see `pickTitle`.
 * @throws AppError catalogue-too-large, catalogue-is-html, catalogue-not-csv, catalogue-columns-missing, catalogue-too-few
 */
export function parseCatalogue(bytes: Uint8Array): CatalogueList {
  if (bytes.byteLength > CATALOGUE_BYTES_MAX) {
    throw new AppError("catalogue-too-large", { params: { maximum: CATALOGUE_MIB_MAX } });
  }
  const rows = readRows(decode(bytes));
  const list = collect(rows);
  if (list.skus.length < CATALOGUE_SKUS_MIN) {
    throw new AppError("catalogue-too-few", { params: { count: list.skus.length, minimum: CATALOGUE_SKUS_MIN } });
  }
  return list;
}

function decode(bytes: Uint8Array): string {
  let text: string;
  try {
    // Removes a byte order mark too.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError("catalogue-not-csv", { cause: error });
  }
  if (/^\s*</.test(text)) throw new AppError("catalogue-is-html");
  // Binary; PostgreSQL could not hold it either.
  if (text.includes("\0")) throw new AppError("catalogue-not-csv");
  return text;
}

function readRows(text: string): Row[] {
  const [header, ...records] = parseRecords(text);
  // One column: a sentence, JSON, or a list with other separators.
  if (!header || header.record.length < 2) throw new AppError("catalogue-not-csv");
  // Older editions say "String_ Id".
  const keyOf = (name: string) => name.replace(/[\s\ufeff]/g, "").toLowerCase();
  const found = header.record.map(keyOf);
  const fields = Object.entries(HEADERS) as [Field, string][];
  const places = fields.map(([field, name]) => ({ field, name, index: found.indexOf(keyOf(name)) }));
  const missing = places.filter(({ index }) => index < 0).map(({ name }) => name);
  if (missing.length > 0) throw new AppError("catalogue-columns-missing", { params: { columns: missing.join(", ") } });
  return records.map(({ info, record }) => ({
    line: info.lines,
    values: Object.fromEntries(
      places.map(({ field, index }) => [field, cleanText(record[index] ?? "")]),
    ) as Row["values"],
  }));
}

function parseRecords(text: string) {
  try {
    return parse(text, {
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // A row that is too short or has a quote in the wrong place is that row's affair.
      relax_column_count: true,
      relax_quotes: true,
    }) as unknown as { info: Info; record: string[] }[];
  } catch (error) {
    if (error instanceof CsvError) throw new AppError("catalogue-not-csv", { cause: error });
    throw error;
  }
}

/** Lower case, without what people leave around it, such as "(" and spaces. @returns null when no GUID is left */
function readGuid(text: string): string | null {
  const guid = text.replace(/[\s(){}[\]"']/g, "").toLowerCase();
  return GUID.test(guid) ? guid : null;
}

type Names = { codes: Spellings; titles: Spellings };

function namesOf(known: Map<string, Names>, id: string): Names {
  const names = known.get(id) ?? { codes: new Map(), titles: new Map() };
  known.set(id, names);
  return names;
}

function collect(rows: readonly Row[]): CatalogueList {
  const skus = new Map<string, Names>();
  const plans = new Map<string, Names>();
  const pairs = new Set<string>();
  const skipped: SkippedRow[] = [];
  let duplicates = 0;
  for (const { line, values } of rows) {
    const skuId = readGuid(values.skuId);
    if (!skuId || !(values.title || values.partNumber)) {
      skipped.push({ line, reason: skuId ? "name" : "sku-id" });
      continue;
    }
    const sku = namesOf(skus, skuId);
    countSpelling(sku.codes, values.partNumber);
    countSpelling(sku.titles, values.title || values.partNumber);
    // A SKU without service plans is one as well.
    if (!values.planId && !values.planName) continue;
    const planId = readGuid(values.planId);
    if (!planId) {
      skipped.push({ line, reason: "plan-id" });
      continue;
    }
    if (pairs.has(`${skuId} ${planId}`)) duplicates += 1;
    pairs.add(`${skuId} ${planId}`);
    const plan = namesOf(plans, planId);
    countSpelling(plan.codes, values.planName);
    countSpelling(plan.titles, values.planTitle || values.planName);
  }
  return {
    skus: [...skus].map(([skuId, { codes, titles }]) => {
      const partNumber = pickCommonest(codes);
      return { skuId, partNumber, title: pickTitle(titles, partNumber) };
    }),
    servicePlans: [...plans].map(([servicePlanId, { codes, titles }]) => {
      const name = pickCommonest(codes);
      return { servicePlanId, name, title: pickTitle(titles, name) };
    }),
    rows: rows.length,
    skipped,
    duplicates,
  };
}
