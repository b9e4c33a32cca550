/** What a search asks the server for, told from its text alone; the browser knows it before it asks. */
export type Reach = {
  /** portals, products and licences: there are at most thousands */
  lists: boolean;
  /** people: there may be hundreds of thousands, whom only an index of three letters or digits in a row finds quickly */
  contacts: boolean;
  /** the number of a run */
  run: number | null;
};

const LISTS_MIN = 2;
const runNumber = /^(?:run|lauf)?\s*#?\s*(\d{1,9})$/i;
const indexed = /[\p{L}\p{N}]{3}|[\p{L}\p{N}]{2} [\p{L}\p{N}]|[\p{L}\p{N}] [\p{L}\p{N}]{2}/u;

export const maxSearchLength = 200;

/** A search as it is meant: in one form of Unicode, without what stands around it. */
export const cleanSearch = (text: string) =>
  text.normalize("NFC").replaceAll("\0", "").trim().slice(0, maxSearchLength).trim();

/** @param search cleaned */
export function reachOf(search: string): Reach {
  const number = runNumber.exec(search)?.[1];
  return {
    lists: [...search].length >= LISTS_MIN,
    contacts: indexed.test(search),
    run: number === undefined ? null : Number(number),
  };
}

export const asksServer = ({ lists, contacts, run }: Reach) => lists || contacts || run !== null;
