import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, send, startApi } from "./support";

let api: Api;
beforeAll(async () => {
  api = await startApi({ API_CALLS_PER_MINUTE: "3" });
});
afterAll(() => api?.stop());

test("a token has so many calls in a minute, and is told when it may go on", async () => {
  const token = await api.personal(api.anna);
  const answers = [];
  for (let call = 0; call < 5; call += 1) answers.push(await send("GET", "/me", { token }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(answers.map(({ headers }) => headers.get("ratelimit-remaining"))).toEqual(["2", "1", "0", "0", "0"]);
  expect(answers[0]?.headers.get("ratelimit-policy")).toBe("3;w=60");
  expect(Number(answers[3]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answers[3]?.data.code).toBe("rate-limit-exceeded");
  expect((await send("GET", "/me", { token: await api.personal(api.anna) })).status).toBe(200);
});
