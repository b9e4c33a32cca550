import type { LicenceMetric } from "@/lib/db/generated/enums";
import type { CsvContents, CsvLicence } from "./csv";
import type { FaultCode, LineFault } from "./csv-fields";
import { isUpgradeOfItself } from "./upgrade-chain";

/** A manual licence that is there already and has a licence ID. */
export type KnownLicence = { id: number; name: string; licenceNumber: string; metric: LicenceMetric };

/** Why a line without a licence ID may stand for a licence that is there already: a line before it has its name, or a licence has. */
export type Repeated = { line: number } | "known";

export type CheckedLine = CsvLicence & {
  base: { id: number } | { line: number } | null;
  /** null: nothing has its name */
  repeats: Repeated | null;
};
export type CheckedLines = { total: number; valid: CheckedLine[]; faults: LineFault[] };

const keyOf = (licenceNumber: string) => licenceNumber.toLowerCase();

/**
 * Holds the lines of a file against each other and against what is there: no licence ID twice, no upgrade without its base. What has no
 * licence ID and a name that is there already is no mistake, but marked: the same file read twice looks just so.
 * @param knownNames of all licences, in lower case
 */
export function checkLines(
  { lines, faults: given }: CsvContents,
  known: readonly KnownLicence[],
  knownNames: ReadonlySet<string> = new Set(),
): CheckedLines {
  const faults = [...given];
  const faulty = new Set(given.map(({ line }) => line));
  const fail = (
    line: CsvLicence,
    field: "licenceNumber" | "upgradeOf",
    code: FaultCode,
    params: LineFault["params"] = {},
  ) => {
    faults.push({ line: line.line, field, code, params, value: line[field] ?? "" });
    faulty.add(line.line);
  };
  const knownOf = new Map<string, KnownLicence[]>();
  for (const each of known) {
    const key = keyOf(each.licenceNumber);
    knownOf.set(key, [...(knownOf.get(key) ?? []), each]);
  }
  const firstOf = new Map<string, CsvLicence>();
  for (const line of lines) {
    if (line.licenceNumber === null) continue;
    const key = keyOf(line.licenceNumber);
    const before = firstOf.get(key);
    const there = knownOf.get(key)?.[0];
    if (before) fail(line, "licenceNumber", "duplicate-in-file", { line: before.line });
    else firstOf.set(key, line);
    if (there && !before) fail(line, "licenceNumber", "duplicate-known", { name: there.name });
  }

  const baseOf = (line: CsvLicence) => {
    const key = line.upgradeOf === null ? null : keyOf(line.upgradeOf);
    if (key === null) return null;
    const there = knownOf.get(key) ?? [];
    // What is there already wins: a line of the same licence ID is at fault.
    return there.length > 0 ? { there } : { line: firstOf.get(key) };
  };
  const lineBaseOf = (line: CsvLicence) => baseOf(line)?.line;
  for (const line of lines) {
    const base = baseOf(line);
    if (base === null) continue;
    const metric = base.there ? base.there[0]?.metric : base.line?.metric;
    if (base.there && base.there.length > 1) fail(line, "upgradeOf", "base-ambiguous");
    else if (metric === undefined) fail(line, "upgradeOf", "base-unknown");
    else if (isUpgradeOfItself(line, lineBaseOf)) fail(line, "upgradeOf", "base-cycle");
    else if (metric !== line.metric) fail(line, "upgradeOf", "base-metric");
  }
  // A mistake goes up the whole chain.
  for (let isAgain = true; isAgain; ) {
    isAgain = false;
    for (const line of lines) {
      const base = lineBaseOf(line);
      if (!base || faulty.has(line.line) || !faulty.has(base.line)) continue;
      fail(line, "upgradeOf", "base-faulty", { line: base.line });
      isAgain = true;
    }
  }
  const firstOfName = new Map<string, number>();
  const repeatsOf = ({ line, name, licenceNumber }: CsvLicence): Repeated | null => {
    const key = keyOf(name);
    const before = firstOfName.get(key);
    if (before === undefined) firstOfName.set(key, line);
    if (licenceNumber !== null) return null;
    if (knownNames.has(key)) return "known";
    return before === undefined ? null : { line: before };
  };
  const valid = lines
    .filter(({ line }) => !faulty.has(line))
    .map((line) => {
      const base = baseOf(line);
      const there = base?.there?.[0];
      return {
        ...line,
        base: there ? { id: there.id } : base?.line ? { line: base.line.line } : null,
        repeats: repeatsOf(line),
      };
    });
  faults.sort((one, other) => one.line - other.line);
  return { total: lines.length, valid, faults };
}
