/** The columns of a file of licences, in the order of the template. */
export const csvFields = [
  "name",
  "licenceNumber",
  "quantity",
  "metric",
  "channel",
  "upgradeOf",
  "expiresOn",
  "licenceKey",
  "serialNumber",
  "notes",
] as const;
export type CsvField = (typeof csvFields)[number];

export const CSV_LINES_MAX = 10_000;
export const CSV_MIB_MAX = 1;
export const CSV_BYTES_MAX = CSV_MIB_MAX * 1024 * 1024;

export type FaultCode =
  | "required"
  | "too-long"
  | "quantity-invalid"
  | "metric-unknown"
  | "day-invalid"
  | "duplicate-in-file"
  | "duplicate-known"
  | "base-unknown"
  | "base-ambiguous"
  | "base-faulty"
  | "base-metric"
  | "base-cycle";

/** What is wrong with one cell. */
export type LineFault = {
  line: number;
  field: CsvField;
  code: FaultCode;
  params: Record<string, string | number>;
  value: string;
};
