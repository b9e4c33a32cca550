import fs from "node:fs";
import path from "node:path";

/** An invented list with every quirk of Microsoft's: 61 SKUs, of which 50 are ordinary ones. Ends of lines are LF. */
export const listText = fs.readFileSync(path.join(import.meta.dirname, "list.csv"), "utf8");

export const listBytes = (text = listText) => new TextEncoder().encode(text);

/** The GUIDs of the invented list by their numbers. */
export const skuIdOf = (number: number) => numbered("5eed", number);
export const planIdOf = (number: number) => numbered("91a4", number);

function numbered(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(4, "0")}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
