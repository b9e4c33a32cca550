"use client";

import { useState, useTransition } from "react";
import { callAction } from "./call-action";
import type { ActionResult } from "./result";
import { useErrorText } from "./use-error-text";

/**
 * A server action behind a button: calls it, is pending meanwhile, keeps what it answered last.
 *
 *     const { run, isPending, failure } = useAction<void>();
 *     <Button isPending={isPending} onClick={() => run(() => setPortalEnabled(input), close)}>
 */
export function useAction<Data>(): {
  /** @param onDone only after success, still pending */
  run: (call: () => Promise<ActionResult<Data>>, onDone?: (data: Data) => void) => void;
  isPending: boolean;
  result: ActionResult<Data> | null;
  /** the text of the last failure; null for none */
  failure: string | null;
} {
  const [result, setResult] = useState<ActionResult<Data> | null>(null);
  const [isPending, startTransition] = useTransition();
  const { general } = useErrorText();
  const run = (call: () => Promise<ActionResult<Data>>, onDone?: (data: Data) => void) =>
    startTransition(async () => {
      const answer = await callAction(call());
      setResult(answer);
      if (answer.ok) onDone?.(answer.data);
    });
  return { run, isPending, result, failure: general(result) };
}
