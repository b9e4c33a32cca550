import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { locales } from "../../../lib/i18n/locale-names";
import { messagesByLocale } from "../../../lib/i18n/messages";

type Element = ReturnType<typeof parse>[number];

const root = path.resolve(import.meta.dirname, "../../../messages");

function flatten(value: unknown, prefix = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[prefix, value]];
  return Object.entries(value).flatMap(([key, child]) => flatten(child, prefix ? `${prefix}.${key}` : key));
}

/** Names and kinds of the arguments of a text, such as "count:plural" or "b:tag". */
function argumentsOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const kind = TYPE[element.type];
    if (element.type === TYPE.tag) return [`${element.value}:${kind}`, ...argumentsOf(element.children)];
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [
        `${element.value}:${kind}`,
        ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
      ];
    }
    return [`${element.value}:${kind}`];
  });
}

const argumentSet = (text: string) => [...new Set(argumentsOf(parse(text)))].sort();

describe("messages", () => {
  const en = new Map(flatten(messagesByLocale.en));
  const de = new Map(flatten(messagesByLocale.de));

  it("have the same keys in both languages", () => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it("have the same arguments in both languages", () => {
    const differing = [...en].filter(
      ([key, text]) => JSON.stringify(argumentSet(String(text))) !== JSON.stringify(argumentSet(String(de.get(key)))),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it.each(locales)("are never empty (%s)", (locale) => {
    const entries = flatten(messagesByLocale[locale]).filter(([, value]) => typeof value !== "object");
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, text]) => typeof text !== "string" || text.trim() === "")).toEqual([]);
  });

  it.each(locales)("come from every file of the language (%s)", (locale) => {
    const files = readdirSync(path.join(root, locale)).filter((name) => name.endsWith(".json"));
    const namespaces = files.map((name) =>
      name.slice(0, -5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    );
    expect(Object.keys(messagesByLocale[locale]).sort()).toEqual(namespaces.sort());
  });

  it("say Sie, Portal and Lizenz in German", () => {
    for (const file of readdirSync(path.join(root, "de"))) {
      const text = readFileSync(path.join(root, "de", file), "utf8");
      expect(text, file).not.toMatch(/\b(dein|deine|deinen|dich|dir|du)\b/i);
      expect(text, file).not.toMatch(/überlizenziert|License/i);
    }
  });
});
