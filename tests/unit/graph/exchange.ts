import { Headers } from "undici";
import type { Exchange, Outgoing, Transport } from "@/lib/graph/transport";

export function exchangeOf(status: number, body: unknown, headers: Record<string, string> = {}): Exchange {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json; charset=utf-8";
  return { status, headers: new Headers({ "content-type": type, ...headers }), text, bytes: Buffer.byteLength(text) };
}

/** Answers from a list, the last one over and over, and remembers what was sent. */
export function answering(...answers: (Exchange | Error)[]): Transport & { sent: Outgoing[] } {
  const sent: Outgoing[] = [];
  return {
    sent,
    send: async (request) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push(request);
      if (answer instanceof Error || answer === undefined) throw answer;
      return answer;
    },
    close: async () => undefined,
  };
}
