import { type UIEvent, useState } from "react";
import { flushSync } from "react-dom";

const AT_FIRST = 40;
const AHEAD = 40;
/** of a row that is not drawn yet; rows are at least as high */
const ROW_REM = 3.25;
const ROW_PX = ROW_REM * 16;

/**
 * Draws the rows of a long list as far as somebody has come: at first those that can be seen, more as it is scrolled. An empty
 * space stands for the rest, so that the scroll bar is right.
 */
export function useRowLimit(total: number) {
  const [limit, setLimit] = useState(AT_FIRST);
  const showUpTo = (position: number) => setLimit((before) => Math.max(before, position + AHEAD));
  return {
    limit,
    restRem: Math.max(0, total - limit) * ROW_REM,
    onScroll: ({ currentTarget }: UIEvent) =>
      showUpTo(Math.ceil((currentTarget.scrollTop + currentTarget.clientHeight) / ROW_PX)),
    /** draws it now, for what wants to focus it */
    drawUpTo: (position: number) => flushSync(() => showUpTo(position)),
  };
}
export type RowLimit = ReturnType<typeof useRowLimit>;
