import { describe, expect, test } from "vitest";
import { markedParts, matchByWords } from "@/lib/search/match";
import { asksServer, cleanSearch, reachOf } from "@/lib/search/reach";

const entries = [
  { label: "Übersicht", words: "overview start" },
  { label: "Lizenzen", words: "licences licenses subscriptions" },
  { label: "Serveraufgaben", words: "server tasks schedules zeitpläne" },
  { label: "Lizenz hinzufügen", words: "add new licence neu" },
  { label: "Zeitplan des Imports", words: "import schedule" },
];
const found = (search: string) => matchByWords(search, entries).map(({ label }) => label);

describe("places and commands are found", () => {
  test.each([
    ["by the beginning of a word", "lizenz", ["Lizenzen", "Lizenz hinzufügen"]],
    ["by all words in any order", "hinz liz", ["Lizenz hinzufügen"]],
    ["in the other language", "licence add", ["Lizenz hinzufügen"]],
    ["without accents", "ubersicht", ["Übersicht"]],
    ["with umlauts spelled out", "Uebersicht", ["Übersicht"]],
    ["by umlauts that are decomposed", "U\u0308bersicht", ["Übersicht"]],
    ["by the label before other words", "zeitplan", ["Zeitplan des Imports", "Serveraufgaben"]],
    ["by the inside of a long word", "aufgaben", ["Serveraufgaben"]],
    ["not by the inside for short searches", "auf", []],
    ["not when one word fits nothing", "lizenz e5", []],
    ["not by punctuation alone", "% _ \\", []],
    ["all when nothing is searched", " ", entries.map(({ label }) => label)],
  ])("%s", (_, search, labels) => {
    expect(found(search)).toEqual(labels);
  });
});

test.each([
  ["Contoso: Microsoft 365 E3", "microsoft", ["Contoso: ", "Microsoft", " 365 E3"]],
  ["100% (a+b) [c]", "% (a+b) [", ["100", "% (a+b) [", "c]"]],
  ["a-b/c\\d", "-b/c\\", ["a", "-b/c\\", "d"]],
  ["MÜLLER", "ü", ["M", "Ü", "LLER"]],
  ["nothing", "x", ["nothing"]],
  ["nothing", "", ["nothing"]],
])("%s is marked for %s", (text, search, parts) => {
  expect(markedParts(text, search)).toEqual(parts);
});

describe("the server is asked", () => {
  test.each([
    ["", { lists: false, run: null }],
    ["e", { lists: false, run: null }],
    ["e5", { lists: true, run: null }],
    ["王芳", { lists: true, run: null }],
    ["7", { lists: false, run: 7 }],
    ["#12", { lists: true, run: 12 }],
    ["Run 128", { lists: true, run: 128 }],
    ["lauf #128", { lists: true, run: 128 }],
    ["1234567890", { lists: true, run: null }],
    ["run 1 2", { lists: true, run: null }],
  ])("for %j", (search, reach) => {
    expect(reachOf(search)).toEqual(reach);
  });

  test("for nothing that is empty", () => {
    expect(asksServer(reachOf(cleanSearch("  \0 ")))).toBe(false);
    expect(cleanSearch(` ${"x".repeat(300)}`)).toHaveLength(200);
    expect(cleanSearch("Mu\u0308ller ")).toBe("Müller");
  });
});
