import { afterAll, beforeAll, expect, test } from "vitest";
import { handleApi } from "@/lib/api/handle";
import { type Api, send, startApi } from "./support";

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = await api.service("administrator", ["read", "runs:start"]);
});
afterAll(() => api?.stop());

type State = { id: number; status: string; lines: unknown[] };

const follow = (runId: number, signal?: AbortSignal) =>
  handleApi(
    new Request(`http://localhost/api/v1/runs/${runId}/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    }),
  );

/** The states as they come; ends with the stream. */
async function* statesOf(answer: Response): AsyncGenerator<State> {
  let rest = "";
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    rest += new TextDecoder().decode(chunk);
    const events = rest.split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const [, data] = event.match(/^event: state\ndata: (.*)$/) ?? [];
      if (data) yield JSON.parse(data) as State;
    }
  }
}

test("a run is followed from its start to its end", async () => {
  const started = await send<{ runId: number }>("POST", "/recalculations", { token, body: {} });
  const { runId } = started.data;
  const answer = await follow(runId);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  const seen: string[] = [];
  for await (const { id, status } of statesOf(answer)) {
    expect(id).toBe(runId);
    seen.push(status);
    if (status === "queued") await api.endRuns();
  }
  expect(seen).toEqual(["queued", "cancelled"]);
});

test("whoever goes away ends the stream, whatever becomes of the run", async () => {
  const started = await send<{ runId: number }>("POST", "/recalculations", { token, body: {} });
  const leaving = new AbortController();
  const states = statesOf(await follow(started.data.runId, leaving.signal));
  expect((await states.next()).value).toMatchObject({ status: "queued" });
  leaving.abort();
  expect((await states.next()).done).toBe(true);
  await api.endRuns();
});

test("a run that is not there has no events, and a token without the scope gets none", async () => {
  expect((await send("GET", "/runs/987654/events", { token })).data).toMatchObject({ code: "run-not-found" });
  const narrow = await api.service("administrator", ["runs:start"]);
  expect((await send("GET", "/runs/987654/events", { token: narrow })).data).toMatchObject({ code: "scope-missing" });
});
