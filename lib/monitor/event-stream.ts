import "server-only";
import { log } from "@/lib/log";

const holder = globalThis as { seatwiseStopping?: AbortSignal };

/** Fires when this process is asked to stop: an open stream would keep the server from closing. */
function stopping(): AbortSignal {
  if (!holder.seatwiseStopping) {
    const controller = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => controller.abort());
    holder.seatwiseStopping = controller.signal;
  }
  return holder.seatwiseStopping;
}

/**
 * Answers with server-sent events.
 * @param open makes the events; its signal fires when the browser has gone or this process stops
 */
export function eventStream(request: Request, open: (signal: AbortSignal) => AsyncGenerator<string>): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, stopping(), gone.signal]);
  const events = open(signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await events.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // The browser falls back to asking, and its next question says what is wrong.
        log.warn({ err: error }, "an event stream broke");
        controller.close();
      }
    },
    async cancel() {
      gone.abort();
      await events.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // nginx would hold the events back
      "x-accel-buffering": "no",
    },
  });
}
