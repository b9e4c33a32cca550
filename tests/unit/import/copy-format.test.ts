import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCopyRow } from "@/lib/import/copy-format";

/** COPY's text format read back, as its documentation describes it. */
function readRow(line: string): (string | null)[] {
  const readText = (text: string) =>
    text.replace(/\\(.)/g, (_, sign: string) => ({ t: "\t", n: "\n", r: "\r" })[sign] ?? sign);
  return line
    .slice(0, -1)
    .split("\t")
    .map((field) => (field === "\\N" ? null : readText(field)));
}

describe("renderCopyRow", () => {
  it("writes each kind of value in PostgreSQL's spelling", () => {
    expect(renderCopyRow(["a", 1, -2, true, false, null, ["x", "y"], []])).toBe("a\t1\t-2\tt\tf\t\\N\t{x,y}\t{}\n");
  });

  it("keeps an empty text apart from no text, and a text that looks like none", () => {
    expect(renderCopyRow(["", null, "\\N", "\\."])).toBe("\t\\N\t\\\\N\t\\\\.\n");
  });

  it("drops NUL, which PostgreSQL cannot store", () => {
    expect(renderCopyRow(["a\0b\0"])).toBe("ab\n");
  });

  it("is one line with as many fields as values, and reads back as it was", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("\t", "\n", "\r", "\\", "N", ".", "a", "ß", "🦊", "\u2028", '"', "{"),
    });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(nasty, fc.string({ unit: "binary" }), fc.constant(null)), { minLength: 1 }),
        (row) => {
          const line = renderCopyRow(row);
          expect(line.indexOf("\n")).toBe(line.length - 1);
          expect(line).not.toContain("\r");
          expect(readRow(line)).toEqual(row.map((value) => value?.replaceAll("\0", "") ?? null));
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });
});
