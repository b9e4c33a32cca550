import { type Answer, answerJson } from "../answer";
import type { FaultTarget } from "../faults";
import type { Call, World } from "../world";
import { contextOf } from "./projection";
import { badRequest, type GraphQuery } from "./query";

type Listing<T> = {
  /** The entity set, and its path below /v1.0/. */
  path: string;
  items: readonly T[];
  query: GraphQuery;
  topMax: number;
  toEntity: (item: T) => Record<string, unknown>;
};

const DEFAULT_TOP = 100;

/** Answers one page of a list, with the link to the next where there is more. */
export function answerPage<T>(world: World, call: Call, target: FaultTarget, listing: Listing<T>): Answer {
  const { query, items, path, topMax } = listing;
  const top = query.top ?? DEFAULT_TOP;
  if (top < 1 || top > topMax)
    throw badRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${topMax} inclusive.`);
  const state =
    query.skipToken === undefined
      ? { page: 1, offset: 0 }
      : world.pageTokens.read(query.skipToken, query.text, world.now());
  const linkTo = (page: number, offset: number, origin = call.url.origin) => {
    const token = world.pageTokens.issue({ page, offset }, query.text, world.now());
    return `${origin}/v1.0/${path}?${query.text}${query.text === "" ? "" : "&"}$skiptoken=${token}`;
  };

  const isEmpty = world.faults.take(target, ["emptyPage"]) !== undefined;
  const end = isEmpty ? state.offset : state.offset + top;
  const repeated = state.page > 1 ? world.faults.take(target, ["duplicateUsers"]) : undefined;
  const start = repeated ? Math.max(0, state.offset - (repeated.count ?? 3)) : state.offset;
  let nextLink: string | undefined;
  if (isEmpty || end < items.length) {
    const broken = world.faults.take(target, ["truncated", "loopingNextLink", "foreignNextLink"]);
    if (broken === undefined) nextLink = linkTo(state.page + 1, end);
    else if (broken.kind === "loopingNextLink") nextLink = linkTo(state.page, state.offset);
    else if (broken.kind === "foreignNextLink") nextLink = linkTo(state.page + 1, end, broken.origin);
  }
  return answerJson(200, {
    "@odata.context": contextOf(call.url.origin, path, query.select),
    ...(query.hasCount && state.page === 1 ? { "@odata.count": items.length } : {}),
    ...(nextLink === undefined ? {} : { "@odata.nextLink": nextLink }),
    value: items.slice(start, end).map(listing.toEntity),
  });
}
