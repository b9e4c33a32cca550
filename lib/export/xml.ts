const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 cannot hold, halves of a surrogate pair included, and other control characters, which nobody can see. */
const impossible = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** Text of a cell. Excel reads `_x0041_` as the letter A; where that is the text itself, its underscore is escaped. */
export function escapeXml(text: string): string {
  return text
    .replace(impossible, "\ufffd")
    .replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replaceAll("\r", "_x000D_")
    .replace(/[&<>"]/g, (char) => entities[char] ?? char);
}
