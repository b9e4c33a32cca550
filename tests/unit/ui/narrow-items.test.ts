import { expect, test } from "vitest";
import { narrowItems } from "@/components/data-grid/narrow-items";

const items = ["Contoso Nord", "Contoso Süd", "Fabrikam", "École Nord"].map((label) => ({ label }));
const found = (search: string) => narrowItems(items, search).map(({ label }) => label);

test.each<[string, string[]]>([
  ["nord", ["Contoso Nord", "École Nord"]],
  ["sud", ["Contoso Süd"]],
  ["SÜD", ["Contoso Süd"]],
  ["ecole", ["École Nord"]],
  ["nord cont", ["Contoso Nord"]],
  ["abri", ["Fabrikam"]],
  [".*", []],
])("%s finds %j", (search, labels) => {
  expect(found(search)).toEqual(labels);
});

test("an empty search narrows nothing", () => {
  expect(found("")).toHaveLength(4);
  expect(found("  ")).toHaveLength(4);
});
