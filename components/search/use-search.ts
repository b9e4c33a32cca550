import { useEffect, useState } from "react";
import type { ErrorText } from "@/lib/actions/result";
import { asksServer, reachOf } from "@/lib/search/reach";
import type { SearchGroup } from "@/lib/search/results";

const DEBOUNCE_MS = 200;

type Answer = { search: string; attempt: number; groups: SearchGroup[]; error: ErrorText | null };
const nothing: Answer = { search: "", attempt: 0, groups: [], error: null };

/** No answer came. */
export const unreachable: ErrorText = { code: "unreachable", params: {} };

async function ask(search: string, signal: AbortSignal): Promise<Pick<Answer, "groups" | "error">> {
  try {
    const answer = await fetch(`/api/search?${new URLSearchParams({ q: search })}`, { signal });
    const body: { groups: SearchGroup[] } & ErrorText = await answer.json();
    if (answer.ok) return { groups: body.groups, error: null };
    return { groups: [], error: { code: body.code, params: body.params ?? {} } };
  } catch {
    // No answer, or none of ours.
    return { groups: [], error: unreachable };
  }
}

/**
 * What the server finds for a search, asked once nobody types for a moment. An answer to what is no longer searched for is dropped;
 * until the next one has come, what was found before stays.
 */
export function useSearch(search: string) {
  const [answer, setAnswer] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const isAsked = asksServer(reachOf(search));
  useEffect(() => {
    if (!isAsked) return setAnswer(nothing);
    const aborted = new AbortController();
    const timer = setTimeout(async () => {
      const found = await ask(search, aborted.signal);
      if (!aborted.signal.aborted) setAnswer({ search, attempt, ...found });
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      aborted.abort();
    };
  }, [search, isAsked, attempt]);
  const isPending = isAsked && (answer.search !== search || answer.attempt !== attempt);
  return {
    isPending,
    groups: isAsked ? answer.groups : [],
    error: isAsked && !isPending ? answer.error : null,
    retry: () => setAttempt(attempt + 1),
  };
}
