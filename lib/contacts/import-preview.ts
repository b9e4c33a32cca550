import type { LineFault } from "./csv";

/** What the import does with a line that has no fault. */
export type LineState = "created" | "updated" | "unchanged" | "imported";
export type ImportCounts = Record<LineState | "faulty", number>;

export type ContactImportPreview = {
  counts: ImportCounts;
  /** the first ones, in the order of the file */
  faults: LineFault[];
  /** some of the others, what changes something first */
  lines: { line: number; displayName: string; mail: string; customId: string; state: LineState }[];
  unknownColumns: string[];
};

export const FAULTS_SHOWN_MAX = 500;
export const LINES_SHOWN_MAX = 100;
