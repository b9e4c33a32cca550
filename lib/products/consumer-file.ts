import { decodeCsv, mapHeader, readCsvTable } from "@/lib/csv";
import type { ConsumerKind } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { MAX_DEVICE_NAME } from "./schema";

const MAX_LINES = 10_000;

export type LineFault = "nothing-named" | "contact-unknown" | "contact-ambiguous" | "doubled" | "name-too-long";
/** What a line names: a device, or a person by one or more of these. */
export type FileLine = { line: number; device: string; customId: string; userPrincipalName: string; mail: string };
export type PreviewLine = {
  line: number;
  /** as the file says */
  given: string;
  contactId: number | null;
  /** of the person found, or the device */
  name: string | null;
  fault: LineFault | null;
  /** is a consumer already */
  isKnown: boolean;
};

const columns = {
  device: ["device", "device name", "computer", "hostname", "Gerät", "Gerätename", "Rechner"],
  customId: ["custom id", "id", "personnel number", "Eigene ID", "Personalnummer"],
  userPrincipalName: ["user principal name", "upn", "Benutzerprinzipalname", "Anmeldename"],
  mail: ["e-mail", "mail", "email address", "E-Mail-Adresse"],
} as const;
type ColumnName = keyof typeof columns;
const needed: Record<ConsumerKind, readonly ColumnName[]> = {
  device: ["device"],
  person: ["mail", "customId", "userPrincipalName"],
};

/** @throws AppError of lib/csv; csv-device-missing, csv-person-missing, csv-too-many */
export function readConsumerFile(bytes: Uint8Array, kind: ConsumerKind): FileLine[] {
  const { header, rows } = readCsvTable(decodeCsv(bytes));
  const { places } = mapHeader(header, columns);
  if (needed[kind].every((name) => places[name] === undefined)) {
    throw new AppError(kind === "device" ? "csv-device-missing" : "csv-person-missing");
  }
  if (rows.length > MAX_LINES)
    throw new AppError("csv-too-many", { params: { count: rows.length, maximum: MAX_LINES } });
  return rows.map(({ line, cells }) => {
    const read = (name: ColumnName) => {
      const place = needed[kind].includes(name) ? places[name] : undefined;
      return (place === undefined ? "" : cells[place]) ?? "";
    };
    return {
      line,
      device: read("device"),
      customId: read("customId"),
      userPrincipalName: read("userPrincipalName"),
      mail: read("mail"),
    };
  });
}

/** Of several lines that name the same device or person the first counts. */
export function markDoubled(lines: readonly PreviewLine[]): PreviewLine[] {
  const seen = new Set<string | number>();
  return lines.map((line) => {
    const key = line.contactId ?? line.name?.toLowerCase();
    if (line.fault !== null || key === undefined) return line;
    if (seen.has(key)) return { ...line, fault: "doubled" };
    seen.add(key);
    return line;
  });
}

/** @param known names of the product's devices, in lower case */
export function checkDevices(lines: readonly FileLine[], known: ReadonlySet<string>): PreviewLine[] {
  return markDoubled(
    lines.map(({ line, device }) => ({
      line,
      given: device,
      contactId: null,
      name: device === "" ? null : device,
      fault: device === "" ? "nothing-named" : device.length > MAX_DEVICE_NAME ? "name-too-long" : null,
      isKnown: known.has(device.toLowerCase()),
    })),
  );
}

export type ContactMatch = {
  line: number;
  by: "customId" | "userPrincipalName" | "mail";
  contactId: number;
  name: string;
  isGone: boolean;
  isKnown: boolean;
};
const order: readonly ContactMatch["by"][] = ["customId", "userPrincipalName", "mail"];

/** A person is found by the surest of what the line names; among several of that kind those still in their tenant count. */
export function checkPeople(lines: readonly FileLine[], matches: readonly ContactMatch[]): PreviewLine[] {
  const byLine = new Map<number, ContactMatch[]>();
  for (const match of matches) byLine.set(match.line, [...(byLine.get(match.line) ?? []), match]);
  return markDoubled(
    lines.map((given) => {
      const named = order.map((by) => given[by]).filter((text) => text !== "");
      const of = byLine.get(given.line) ?? [];
      const best = order.map((by) => of.filter((match) => match.by === by)).find(({ length }) => length > 0) ?? [];
      const present = best.filter(({ isGone }) => !isGone);
      const fitting = present.length > 0 ? present : best;
      const found = fitting.length === 1 ? fitting[0] : undefined;
      const fault: LineFault | null =
        named.length === 0
          ? "nothing-named"
          : found
            ? null
            : fitting.length > 1
              ? "contact-ambiguous"
              : "contact-unknown";
      return {
        line: given.line,
        given: named.join(", "),
        contactId: found?.contactId ?? null,
        name: found?.name ?? null,
        fault,
        isKnown: found?.isKnown ?? false,
      };
    }),
  );
}
