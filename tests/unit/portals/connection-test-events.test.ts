import { expect, it } from "vitest";
import { readEvents } from "@/components/portals/connection-test/read-events";
import type { ConnectionEvent } from "@/lib/graph/connection-report";

const events: ConnectionEvent[] = [
  { type: "started", step: "resolve" },
  {
    type: "finished",
    result: {
      ...{ step: "organisation", state: "passed", durationMs: 12, code: "organisation-read", requestId: "r-1" },
      ...{ params: { name: "Müller & Söhne 株式会社" }, microsoftCode: null, microsoftMessage: null },
    },
  },
];
const bytes = new TextEncoder().encode(events.map((event) => `${JSON.stringify(event)}\n`).join(""));

async function read(pieces: Uint8Array[]): Promise<ConnectionEvent[]> {
  const found: ConnectionEvent[] = [];
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  for await (const event of readEvents(body)) found.push(event);
  return found;
}

it.each([1, 2, 3, 7, 1_000])("events are read whole, whatever pieces of %i bytes they come in", async (size) => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  expect(await read(pieces)).toEqual(events);
});

it("half an event is none", async () => {
  expect(await read([bytes.subarray(0, -1)])).toEqual(events.slice(0, 1));
});

it("what comes after is not waited for when nobody listens any more", async () => {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes),
    cancel: () => {
      isCancelled = true;
    },
  });
  for await (const _ of readEvents(body)) break;
  expect(isCancelled).toBe(true);
});
