type CopyValue = string | number | boolean | null | readonly string[];

const escapeText = (text: string) =>
  text.replace(
    /[\\\t\n\r]/g,
    (character) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[character] ?? "",
  );

/** PostgreSQL cannot store NUL in text. */
const withoutNul = (text: string) => (text.includes("\0") ? text.replaceAll("\0", "") : text);

function renderValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escapeText(withoutNul(value));
  // Arrays hold GUIDs only: nothing in them needs quoting.
  if (typeof value === "object") return `{${value.join(",")}}`;
  return typeof value === "boolean" ? (value ? "t" : "f") : String(value);
}

/** One line of COPY's text format. */
export const renderCopyRow = (values: readonly CopyValue[]) => `${values.map(renderValue).join("\t")}\n`;
