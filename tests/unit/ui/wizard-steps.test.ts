import { describe, expect, test } from "vitest";
import {
  faultsByStep,
  foreignFields,
  neighbourOf,
  reachableStep,
  type Step,
  stateOf,
} from "@/components/ui/wizard/steps";

const step = (key: string, fields: string[], isFilled = true): Step => ({
  ...{ key, label: key, href: `/new/${key}`, isFilled, fields },
});
const first = step("first", ["name"]);
const second = step("second", ["rules"], false);
const last = step("last", []);
const steps = [first, second, last];

test("a step is reached once all before it are filled", () => {
  expect(["first", "second", "last"].map((key) => reachableStep(steps, key).key)).toEqual([
    "first",
    "second",
    "second",
  ]);
  expect(() => reachableStep(steps, "nowhere")).toThrow("nowhere");
});

test("the first step has none before it, the last none after it", () => {
  expect([neighbourOf(steps, "first", -1), neighbourOf(steps, "last", 1)]).toEqual([null, null]);
  expect([neighbourOf(steps, "first", 1)?.key, neighbourOf(steps, "last", -1)?.key]).toEqual(["second", "second"]);
});

test("what is wrong is said before what is current, and done is only what still holds all it asks for", () => {
  const at = { current: "first", done: ["first", "second", "last"], atFault: [] };
  expect(steps.map((each) => stateOf(each, at))).toEqual(["current", "open", "done"]);
  expect(steps.map((each) => stateOf(each, { ...at, atFault: ["first", "last"] }))).toEqual(["error", "open", "error"]);
});

describe("a refusal at the end", () => {
  const said = { code: "wrong", params: {} };
  const refusal = (...fields: string[]) => ({
    ...{ code: "invalid-input", params: {} },
    fields: Object.fromEntries(fields.map((field) => [field, said])),
  });
  const homes = (...fields: string[]) =>
    faultsByStep(steps, "last", refusal(...fields)).map(([key, { fields: own }]) => [key, ...Object.keys(own)]);

  test("goes to the steps where its fields are entered, in their order", () => {
    expect(homes("rules.0.end", "name")).toEqual([
      ["first", "name"],
      ["second", "rules.0.end"],
    ]);
  });

  test("stays where it was asked for, when no step or no field is meant", () => {
    expect(homes("other")).toEqual([["last", "other"]]);
    expect(foreignFields(last, refusal("other"))).toEqual(["other"]);
    expect(foreignFields(second, refusal("rules.0.end"))).toEqual([]);
    expect(faultsByStep(steps, "last", refusal())).toEqual([["last", refusal()]]);
  });
});
