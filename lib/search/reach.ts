/** What a search asks the server for, told from its text alone; the browser knows it before it asks. */
export type Reach = {
  /** portals, products, licences and people: a single letter tells nothing */
  lists: boolean;
  /** the number of a run */
  run: number | null;
};

const LISTS_MIN = 2;
const runNumber = /^(?:run|lauf)?\s*#?\s*(\d{1,9})$/i;

export const maxSearchLength = 200;

/** A search as it is meant: in one form of Unicode, without what stands around it. */
export const cleanSearch = (text: string) =>
  text.normalize("NFC").replaceAll("\0", "").trim().slice(0, maxSearchLength).trim();

/** @param search cleaned */
export function reachOf(search: string): Reach {
  const number = runNumber.exec(search)?.[1];
  return {
    lists: [...search].length >= LISTS_MIN,
    run: number === undefined ? null : Number(number),
  };
}

export const asksServer = ({ lists, run }: Reach) => lists || run !== null;
