/** What stands in one cell of an export. A date is a moment; a day without a time is text as ISO writes it. */
export type Cell = string | number | Date | null;

export type ExportColumn<Row> = {
  /** in the person's language */
  header: string;
  value: (row: Row) => Cell;
};

export type RowQuery = { text: string; values: unknown[] };

/** A whole list, as it goes into a file. */
export type Table = {
  query: RowQuery;
  header: readonly string[];
  cellsOf: (row: unknown) => Cell[];
};

/** @param query its rows are of the type `Row` */
export function tableOf<Row>(query: RowQuery, columns: readonly ExportColumn<Row>[]): Table {
  return {
    query,
    header: columns.map(({ header }) => header),
    cellsOf: (row) => columns.map(({ value }) => value(row as Row)),
  };
}

/** Where the bytes of a file go; resolves when the next ones are wanted. */
export type Output = (bytes: Uint8Array) => Promise<void>;

/** A file that is being written, from its header to its end. */
export type TableWriter = {
  writeRows(rows: readonly Cell[][]): Promise<void>;
  end(): Promise<void>;
};

/** 2026-11-25T08:40:00Z */
export const isoTime = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
