import { pool } from "@/lib/db/pool";
import { containsPattern, type SqlValues } from "@/lib/portals/keyset";

/** So many people tell well enough how common something is. */
const SAMPLE_ROWS = 200;
const PIECE_LENGTH = 5;
const MAX_PIECES = 12;
/** From this share on a page is full after a short walk through the list's order. */
const COMMON = 0.025;

export type SearchPlan = {
  /** many people match: they are met on the way through the list's order */
  isCommon: boolean;
  /** a pattern for the rarest part of the search; null: it has no part that the index knows */
  anchor: string | null;
};

/** The index is asked for the whole search. */
export const unplanned: SearchPlan = { isCommon: false, anchor: null };

/** The index knows the first letter of a word by itself too, as a tenth of all people have it: asked for only where nothing longer is left. */
const withoutEnds = (piece: string) => (/[a-z0-9]{3}/i.test(piece) ? piece.trim() : piece);

/**
 * Parts of a search that the trigram index can look up by themselves: three letters or digits in a row, or two beside a space. The index
 * reads all that it has of each trigram of a pattern, so that the common half of "person 1999" costs a hundred times its rare half.
 * ASCII alone: what other letters become in lower case may depend on their neighbours, which a part has lost.
 */
export function piecesOf(search: string): string[] {
  const pieces = search.split(/[^ -~]+/).flatMap((run) => {
    const count = Math.max(1, run.length - PIECE_LENGTH + 1);
    return Array.from({ length: count }, (_, start) => run.slice(start, start + PIECE_LENGTH));
  });
  const usable = [...new Set(pieces.map(withoutEnds))].filter((piece) =>
    /[a-z0-9]{3}| [a-z0-9]{2}|[a-z0-9]{2} /i.test(piece),
  );
  // Evenly over the whole search.
  const step = Math.max(1, usable.length / MAX_PIECES);
  return usable.filter((_, at) => at === 0 || Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/**
 * Whether the index knows the search as a whole though none of its parts by itself: "Björn". Of letters that are not ASCII alone it knows
 * nothing where the database takes them for no letters.
 */
export const isKnownAsWhole = (search: string) => /[a-z0-9]{2}/i.test(search) && /[\p{L}\p{N}]{3}/u.test(search);

const longestWord = (piece: string) => Math.max(...piece.split(/[^a-z0-9]/i).map(({ length }) => length));

/** One and the same sample tells for so long, in milliseconds: people type letter by letter, and each of them searches. */
const SAMPLE_AGE = 60_000;
let sample: { texts: Promise<{ searchText: string; department: string }[]>; takenAt: number } | null = null;

/** Some people's texts, of this process alone; asked for anew after a minute, and for as long as there is nobody. */
async function readSample(): Promise<{ searchText: string; department: string }[]> {
  if (sample === null || performance.now() - sample.takenAt > SAMPLE_AGE) {
    const texts = pool()
      .query<{ searchText: string; department: string }>(
        `select c.search_text as "searchText", c.search_department as department from contact c tablesample system ((
           select least(100, ${SAMPLE_ROWS * 100} / greatest(reltuples, 1)) from pg_class where oid = 'contact'::regclass)) repeatable (1)`,
      )
      .then(({ rows }) => rows);
    sample = { texts, takenAt: performance.now() };
  }
  const taken = sample;
  const forget = () => {
    if (sample === taken) sample = null;
  };
  try {
    const texts = await taken.texts;
    if (texts.length === 0) forget();
    return texts;
  } catch (error) {
    forget();
    throw error;
  }
}

/**
 * How to find the people who match, told from a sample of them. Only the way depends on it, never the result: every row that is found is
 * held against the whole search. @param withDepartment the search is for departments too
 */
export async function planSearch(search: string, withDepartment = false): Promise<SearchPlan> {
  const people = await readSample();
  const hits = (text: string) => {
    const wanted = text.toLowerCase();
    return people.filter(
      (row) => row.searchText.includes(wanted) || (withDepartment && row.department.includes(wanted)),
    ).length;
  };
  const whole = search.normalize("NFC");
  const rarest = piecesOf(whole)
    .map((piece) => ({ piece, hits: hits(piece) }))
    // Of pieces that the sample has not met, the longest word is met least.
    .sort((a, b) => a.hits - b.hits || longestWord(b.piece) - longestWord(a.piece))[0]?.piece;
  const isCommon = people.length > 0 && hits(whole) / people.length >= COMMON;
  const known = rarest ?? (isKnownAsWhole(whole) ? whole : undefined);
  return { isCommon, anchor: isCommon || known === undefined ? null : containsPattern(known) };
}

/**
 * The condition that one of the texts holds the search. With an anchor the index is asked for that alone; the rest is held against what
 * it finds, which the empty text appended hides from the index. The anchor stands in a query of its own: whatever it is, the plan is the
 * same, so that it can be kept.
 */
export function searchCondition(
  search: string,
  { anchor }: Pick<SearchPlan, "anchor">,
  values: SqlValues,
  texts: readonly string[] = ["c.search_text"],
): string {
  const pattern = `lower(${values.add(containsPattern(search))})`;
  const part = anchor === null ? null : `(select lower(${values.add(anchor)}))`;
  const matches = texts.map((text) =>
    part ? `(${text} like ${part} and (${text} || '') like ${pattern})` : `${text} like ${pattern}`,
  );
  return matches.join(" or ");
}

/** The condition that the search is the custom ID of `c`: found as a whole, by its own index. */
export const isCustomId = (search: string, values: SqlValues) =>
  `c.custom_id is not null and lower(c.custom_id) = lower(${values.add(search.normalize("NFC"))})`;
