import { expect, test } from "vitest";
import { askPatiently } from "@/lib/jobs/ask-patiently";

test("a worker that is refused a job rests before it is told so, and is given one at once", async () => {
  const answers = [Promise.reject(new Error("the line was cut")), Promise.resolve("a job")];
  const worker = { moveToActive: (_token: string) => answers.shift() as Promise<unknown> };
  askPatiently(worker as never, 60);
  const before = performance.now();
  await expect(worker.moveToActive("token")).rejects.toThrow("the line was cut");
  const rested = performance.now() - before;
  expect(rested).toBeGreaterThan(55);
  expect(await worker.moveToActive("token")).toBe("a job");
});
