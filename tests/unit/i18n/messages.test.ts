import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { languageTags, locales } from "../../../lib/i18n/locale-names";
import { messagesByLocale } from "../../../lib/i18n/messages";

const root = path.resolve(import.meta.dirname, "../../../messages");

function flatten(value: unknown, prefix = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[prefix, value]];
  return Object.entries(value).flatMap(([key, child]) => flatten(child, prefix ? `${prefix}.${key}` : key));
}

/** Names and kinds of the arguments of an ICU text, such as "count:plural" or "b:tag"; those inside plurals too. */
function argumentsOf(text: string): string[] {
  const found = new Set<string>([...text.matchAll(/<(\w+)>/g)].map(([, tag]) => `${tag}:tag`));
  let at = 0;
  const readMessage = () => {
    while (at < text.length && text[at] !== "}") {
      if (text[at++] === "{") readArgument();
    }
  };
  const readArgument = () => {
    const [head = "", name, kind = "text"] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*,?)?/.exec(text.slice(at)) ?? [];
    found.add(`${name}:${kind}`);
    at += head.length;
    while (at < text.length && text[at] !== "}") {
      if (text[at++] === "{") {
        readMessage();
        at++;
      }
    }
    at++;
  };
  readMessage();
  return [...found].sort();
}

/** A value for each argument, so that a text can be formatted. */
function samplesOf(text: string) {
  const sample = (kind: string | undefined) =>
    kind === "tag"
      ? (inside: unknown) => inside
      : kind === "date" || kind === "time"
        ? new Date(0)
        : kind === "text" || kind === "select"
          ? "x"
          : 2;
  return Object.fromEntries(argumentsOf(text).map((each) => [each.split(":")[0] ?? "", sample(each.split(":")[1])]));
}

describe("messages", () => {
  it("have their arguments found", () => {
    expect(argumentsOf("{a} of {b, number}, <b>{n, plural, =0 {no {c}} one {one} other {# {d}}}</b>")).toEqual([
      "a:text",
      "b:number",
      "b:tag",
      "c:text",
      "d:text",
      "n:plural",
    ]);
  });

  const en = new Map(flatten(messagesByLocale.en));
  const de = new Map(flatten(messagesByLocale.de));

  it("have the same keys in both languages", () => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it("have the same arguments in both languages", () => {
    const differing = [...en].filter(
      ([key, text]) => argumentsOf(String(text)).join() !== argumentsOf(String(de.get(key))).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it.each(locales)("are never empty (%s)", (locale) => {
    const entries = flatten(messagesByLocale[locale]).filter(([, value]) => typeof value !== "object");
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, text]) => typeof text !== "string" || text.trim() === "")).toEqual([]);
  });

  it.each(locales)("can be formatted (%s)", (locale) => {
    const failed: string[] = [];
    const messages = messagesByLocale[locale];
    const translate = createTranslator({
      locale: languageTags[locale],
      messages,
      timeZone: "UTC",
      onError: (error) => failed.push(error.message),
    });
    // The key is only known at run time here.
    const format = translate.rich as unknown as (key: string, values: object) => unknown;
    for (const [key, text] of flatten(messages)) if (typeof text === "string") format(key, samplesOf(text));
    expect(failed).toEqual([]);
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
      // Only texts: a key may be a value of the database, such as fully_licensed.
      const entries = flatten(JSON.parse(readFileSync(path.join(root, "de", file), "utf8")));
      const texts = entries.map(([, text]) => text).join("\n");
      expect(texts, file).not.toMatch(/\b(dein|deine|deinen|dich|dir|du)\b/i);
      expect(texts, file).not.toMatch(/überlizenziert|License/i);
    }
  });
});
