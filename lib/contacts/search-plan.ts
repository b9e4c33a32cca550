import { pool } from "@/lib/db/pool";
import { containsPattern, SqlValues } from "@/lib/portals/keyset";

/** So many people tell well enough how common something is; to look at them takes a millisecond. */
const SAMPLE_ROWS = 200;
const PIECE_LENGTH = 5;
const MAX_PIECES = 6;
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
  const usable = [...new Set(pieces)].filter((piece) => /[a-z0-9]{3}| [a-z0-9]{2}|[a-z0-9]{2} /i.test(piece));
  // Evenly over the whole search.
  const step = Math.max(1, usable.length / MAX_PIECES);
  return usable.filter((_, at) => at === 0 || Math.floor(at / step) !== Math.floor((at - 1) / step));
}

const longestWord = (piece: string) => Math.max(...piece.split(/[^a-z0-9]/i).map(({ length }) => length));

/**
 * How to find the people who match, told from a sample of them. Only the way depends on it, never the result: every row that is found is
 * held against the whole search. @param texts what is searched, of the alias `c`, each with an index of trigrams
 */
export async function planSearch(search: string, texts: readonly string[] = ["c.search_text"]): Promise<SearchPlan> {
  const values = new SqlValues();
  const hits = (text: string) => {
    const pattern = values.add(containsPattern(text));
    return `count(*) filter (where text like lower(${pattern}))`;
  };
  const pieces = piecesOf(search.normalize("NFC"));
  const { rows } = await pool().query<{ counts: number[]; sampled: number }>(
    `select array[${[search, ...pieces].map(hits).join(", ")}]::int[] as counts, count(*)::int as sampled
     from (select ${texts.join(" || ' ' || ")} as text from contact c tablesample system ((
       select least(100, ${SAMPLE_ROWS * 100} / greatest(reltuples, 1)) from pg_class where oid = 'contact'::regclass)) repeatable (1)
       offset 0) sample`,
    values.list,
  );
  const [{ counts = [], sampled = 0 } = {}] = rows;
  const [matched = 0, ...ofPieces] = counts;
  const rarest = pieces
    .map((piece, at) => ({ piece, hits: ofPieces[at] ?? 0 }))
    // Of pieces that the sample has not met, the longest word is met least.
    .sort((a, b) => a.hits - b.hits || longestWord(b.piece) - longestWord(a.piece))[0]?.piece;
  const isCommon = sampled > 0 && matched / sampled >= COMMON;
  return { isCommon, anchor: isCommon || rarest === undefined ? null : containsPattern(rarest) };
}

/**
 * The condition that one of the texts holds the search. With an anchor the index is asked for that alone; the rest is held against what
 * it finds, which the empty text appended hides from the index.
 */
export function searchCondition(
  search: string,
  { anchor }: Pick<SearchPlan, "anchor">,
  values: SqlValues,
  texts: readonly string[] = ["c.search_text"],
): string {
  const pattern = values.add(containsPattern(search));
  const part = anchor === null ? null : values.add(anchor);
  const matches = texts.map((text) =>
    part
      ? `(${text} like lower(${part}) and (${text} || '') like lower(${pattern}))`
      : `${text} like lower(${pattern})`,
  );
  return matches.join(" or ");
}
