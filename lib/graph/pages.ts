import { createHash } from "node:crypto";
import { z } from "zod";
import { GraphError } from "./errors";

export type GraphPage<T> = {
  items: T[];
  /** 1 for the first */
  number: number;
  /** Graph's own count of the whole list, where it was asked for: on the first page only. */
  odataCount: number | null;
  requestId: string | null;
};

/** No tenant has as many; links that never repeat and never end would keep us for ever. */
const PAGES_MAX = 100_000;
/** In a row. A page may be empty and yet have a successor; a list that brings nothing for so long is none. */
const EMPTY_PAGES_MAX = 100;

const pageSchema = <S extends z.ZodType>(itemSchema: S) =>
  z.object({
    value: z.array(itemSchema),
    "@odata.nextLink": z.string().nullish(),
    "@odata.count": z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).nullish(),
  });

/**
 * The bearer token goes wherever a next link points to: only to the Graph that was configured, below its version.
 * @param base such as https://graph.microsoft.com/v1.0
 */
export function isOwnNextLink(link: string, base: string): boolean {
  const own = new URL(base);
  if (!URL.canParse(link)) return false;
  const url = new URL(link);
  const isWithoutUser = url.username === "" && url.password === "";
  return url.origin === own.origin && isWithoutUser && url.pathname.startsWith(`${own.pathname}/`);
}

function incomplete(code: "foreign-next-link" | "page-loop", number: number): GraphError {
  const note = `after page ${number}`;
  return new GraphError({ kind: "incomplete", code, isTransient: code === "page-loop", service: "graph", note });
}

type ListRequest<S extends z.ZodType> = { base: string; path: string; itemSchema: S; signal: AbortSignal };

type Fetch = <S extends z.ZodType>(
  url: string,
  schema: S,
  signal: AbortSignal,
) => Promise<{ value: z.output<S>; requestId: string | null }>;

/** @param fetch gets one page, retries included */
export async function* readPages<S extends z.ZodType>(
  { base, path, itemSchema, signal }: ListRequest<S>,
  fetch: Fetch,
): AsyncGenerator<GraphPage<z.output<S>>, void, undefined> {
  const leaving = new AbortController();
  const ended = AbortSignal.any([signal, leaving.signal]);
  const schema = pageSchema(itemSchema);
  const request = (url: string) => {
    const page = fetch(url, schema, ended);
    // It may fail while the caller is still at work on the page before: it is told when it comes back for this one.
    page.catch(() => undefined);
    return page;
  };
  const first = `${base}${path}`;
  const seen = new Set([hashOf(first)]);
  const seenContents = new Set<string>();
  let emptyPages = 0;
  let next: ReturnType<typeof request> | undefined = request(first);
  try {
    for (let number = 1; next !== undefined; number++) {
      const { value: page, requestId } = await next;
      next = undefined;
      const link = page["@odata.nextLink"] ?? undefined;
      if (link !== undefined) {
        if (!isOwnNextLink(link, base)) throw incomplete("foreign-next-link", number);
        emptyPages = page.value.length === 0 ? emptyPages + 1 : 0;
        // A loop may be hidden behind tokens that are new each time: then it brings the same page again.
        const isRepeated = !isNew(seen, link) || (emptyPages === 0 && !isNew(seenContents, edgesOf(page.value)));
        if (isRepeated || emptyPages > EMPTY_PAGES_MAX || number >= PAGES_MAX) throw incomplete("page-loop", number);
        next = request(link);
      }
      yield { items: page.value, number, odataCount: page["@odata.count"] ?? null, requestId };
    }
  } finally {
    // A caller who leaves early leaves no request behind.
    leaving.abort();
    await next?.catch(() => undefined);
  }
}

/** Two pages of one list never begin and end alike. */
const edgesOf = (items: readonly unknown[]) => JSON.stringify([items.length, items[0], items.at(-1)]);

/** Enters a text; @returns whether it was not there yet */
function isNew(seen: Set<string>, text: string): boolean {
  const { size } = seen;
  return seen.add(hashOf(text)).size > size;
}

function hashOf(link: string): string {
  return createHash("sha256").update(link).digest("base64");
}
