/** Something that is found by words: its label, and other words for it. */
export type Findable = { label: string; words: string };

/** Letters without their accents, in lower case; "ß" as "ss". */
const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
const umlauts: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };
/** As people write who have no umlauts on their keyboard. */
const spellOut = (text: string) => text.toLowerCase().replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter);

const wordsOf = (text: string) =>
  [fold(text), fold(spellOut(text))].flatMap((each) => each.split(/[^\p{L}\p{N}]+/u)).filter(Boolean);

/** From so many letters on a search finds the inside of a word, as German puts words together. */
const INSIDE_MIN = 4;

/** How well one word of the search fits: 0 best, null not at all. */
function rankOf(word: string, labels: readonly string[], others: readonly string[]): number | null {
  if (labels.some((each) => each.startsWith(word))) return 0;
  if (others.some((each) => each.startsWith(word))) return 1;
  return word.length >= INSIDE_MIN && labels.some((each) => each.includes(word)) ? 2 : null;
}

/**
 * Those that fit every word of the search, in any order: by the beginning of a word of the label before those by another word for it;
 * equal ones stay in their order. An empty search fits all.
 */
export function matchByWords<Entry extends Findable>(search: string, entries: readonly Entry[]): Entry[] {
  const wanted = fold(search)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (wanted.length === 0) return search.trim() === "" ? [...entries] : [];
  return entries
    .map((entry) => {
      const labels = wordsOf(entry.label);
      const others = wordsOf(entry.words);
      const ranks = wanted.map((word) => rankOf(word, labels, others));
      const isWhole = fold(entry.label).startsWith(fold(search.trim()));
      return { entry, ranks, rank: ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), isWhole ? -1 : 0) };
    })
    .filter(({ ranks }) => !ranks.includes(null))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/** A text in pieces, of which every second one is what was searched for; accents and case count as they do in the lists. */
export function markedParts(text: string, search: string): string[] {
  if (search === "") return [text];
  return text.split(new RegExp(`(${search.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")})`, "giu"));
}
