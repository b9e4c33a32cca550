import type { ActionError } from "@/lib/actions/result";
import type { ConnectionEvent } from "@/lib/graph/connection-report";
import type { ConnectionTest } from "@/lib/portals/schema";

/** Seatwise refused to begin, and said why. */
export class RefusedError extends Error {
  constructor(readonly answer: ActionError) {
    super(answer.code);
  }
}

/** Seatwise was there and went away before the test was over. */
export class InterruptedError extends Error {}

/**
 * Asks Seatwise to test, and hands on what it tells.
 * @throws RefusedError; InterruptedError; anything else: it cannot be reached, or the signal ended it
 */
export async function* requestTest(test: ConnectionTest, signal: AbortSignal): AsyncGenerator<ConnectionEvent, void> {
  const answer = await fetch("/api/portals/test", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(test),
    signal,
  });
  if (!answer.ok || !answer.body) throw await readRefusal(answer);
  let isDone = false;
  try {
    for await (const event of readEvents(answer.body)) {
      isDone = event.type === "done";
      yield event;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new InterruptedError();
  }
  if (!isDone) throw new InterruptedError();
}

async function readRefusal(answer: Response): Promise<Error> {
  const problem = (await answer.json().catch(() => null)) as ActionError | null;
  if (typeof problem?.code !== "string") return new Error(`answer ${answer.status}`);
  return new RefusedError(problem);
}

/** One event a line; a line may come in pieces. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ConnectionEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as ConnectionEvent;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
