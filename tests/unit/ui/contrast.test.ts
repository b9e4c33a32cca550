import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(path.resolve(import.meta.dirname, "../../../app/globals.css"), "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/gi)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["canvas", "surface", "raised", "hover", "pressed", "selected"];
const tones = ["red", "amber", "green", "blue", "grey"];

/** [text or sign, ground, smallest contrast]: WCAG 2.2 AA, 4.5 for text and 3 for what is only a sign. */
const pairs: [string, string, number][] = [
  ...["ink", "muted", "link"].flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, 4.5])),
  ...tones.flatMap((tone): [string, string, number][] => [
    [tone, `${tone}-soft`, 4.5],
    [tone, "surface", 4.5],
    [tone, "hover", 4.5],
    [tone, "selected", 4.5],
    ["ink", `${tone}-soft`, 4.5],
    ["link", `${tone}-soft`, 4.5],
  ]),
  ...["brand", "brand-hover", "brand-pressed"].map((ground): [string, string, number] => ["on-brand", ground, 4.5]),
  ...["control", "brand"].flatMap((sign) =>
    ["canvas", "surface", "raised"].map((g): [string, string, number] => [sign, g, 3]),
  ),
  ...grounds.map((ground): [string, string, number] => ["focus", ground, 3]),
];

describe.each(["light", "dark"] as const)("colours of the %s theme", (theme) => {
  it.each(pairs)("%s on %s reaches %d", (sign, ground, least) => {
    const pair = [tokens.get(sign)?.[theme], tokens.get(ground)?.[theme]];
    expect(pair).not.toContain(undefined);
    expect(contrast(pair[0] as string, pair[1] as string)).toBeGreaterThanOrEqual(least);
  });
});
