/** Spaces of all kinds, control characters and the invisible ones; Microsoft's list has some of each. */
const BLANKS = /[\s\p{Cc}\u200b\u2060\ufeff]+/gu;

/** One space between words, none around; a no-break space is a space like any other. */
export const cleanText = (text: string) => text.replace(BLANKS, " ").trim();

/** "Microsoft Microsoft Entra Rights": what a search and replace left behind. */
const DOUBLED_WORD = /(?<!\p{L})(\p{L}+) \1(?!\p{L})/iu;

/** The spellings of one name, each with how often it occurs, in the order in which they were met. */
export type Spellings = Map<string, number>;

export function countSpelling(spellings: Spellings, text: string): void {
  if (text) spellings.set(text, (spellings.get(text) ?? 0) + 1);
}

/** The commonest, the first one met where several are equally common; "" when there is none. */
export const pickCommonest = (spellings: Spellings): string => commonest([...spellings]);

/**
 * The spelling that people get to see: the commonest one, but one with a doubled word, in capitals throughout, or that merely
 * repeats the technical name only where there is no other.
 */
export function pickTitle(spellings: Spellings, technicalName: string): string {
  const isNice = (text: string) => text !== technicalName && text !== text.toUpperCase() && !DOUBLED_WORD.test(text);
  const all = [...spellings];
  return commonest(all.filter(([text]) => isNice(text))) || commonest(all);
}

const commonest = (all: [string, number][]): string => all.sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
