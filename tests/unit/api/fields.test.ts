import { expect, test } from "vitest";
import { listFields, wordType } from "@/lib/api/fields";

test("fields are listed with what lies in them, and say what they are", () => {
  const fields = listFields({
    type: "object",
    required: ["name", "items"],
    properties: {
      name: { type: "string", description: "A name.", minLength: 1, maxLength: 9 },
      items: {
        type: "array",
        items: { type: "object", required: ["at"], properties: { at: { type: "string", format: "date" } } },
      },
      choice: { anyOf: [{ type: "string" }, { type: "null" }], default: null },
    },
  });
  expect(fields).toEqual([
    { name: "name", type: "string", isRequired: true, text: "A name. 1…9 characters" },
    { name: "items", type: "object[]", isRequired: true, text: "" },
    { name: "items[].at", type: "date", isRequired: true, text: "" },
    { name: "choice", type: "string | null", isRequired: false, text: "Default null." },
  ]);
});

test("of several shapes only what all of them need is required", () => {
  const shape = (kind: string, extra: string) => ({
    type: "object",
    required: ["kind", extra],
    properties: { kind: { const: kind }, [extra]: { type: "string" } },
  });
  expect(listFields({ oneOf: [shape("a", "one"), shape("b", "two")] })).toEqual([
    { name: "kind", type: '"a" | "b"', isRequired: true, text: "" },
    { name: "one", type: "string", isRequired: false, text: "" },
    { name: "two", type: "string", isRequired: false, text: "" },
  ]);
  expect(wordType({ enum: ["a", 1] })).toBe('"a" | 1');
});
