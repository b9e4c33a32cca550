import { expect, test } from "vitest";
import { startProcess } from "@/tests/support/processes";
import { listProcessesOf } from "@/tests/support/run-folder";

const node = (code: string, env: Record<string, string> = {}) => startProcess(process.execPath, ["-e", code], env);

test("its log is read while it runs, and SIGKILL ends it", async () => {
  const child = node("console.log('one'); console.error('two'); setInterval(() => {}, 1000)");
  await child.waitForLog("one");
  await child.waitForLog(/tw./);
  expect(child.isRunning()).toBe(true);
  child.kill();
  expect(await child.exited).toEqual({ code: null, signal: "SIGKILL" });
  expect(child.isRunning()).toBe(false);
});

test("stop() lets it end in order", async () => {
  const child = node("process.on('SIGTERM', () => process.exit(3)); console.log('up'); setInterval(() => {}, 1000)");
  await child.waitForLog("up");
  expect(await child.stop()).toEqual({ code: 3, signal: null });
});

test("stop() kills what does not end", async () => {
  const child = node("process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)");
  await child.waitForLog("up");
  expect(await child.stop(100)).toEqual({ code: null, signal: "SIGKILL" });
});

test("waiting for a line that never comes shows the log", async () => {
  const child = node("console.log('something else')");
  await expect(child.waitForLog("hello")).rejects.toThrow(/before the process ended:\nsomething else/);
});

test("its environment is the test's alone", async () => {
  const child = node("console.log(Object.keys(process.env).sort().join())", { HELLO: "1" });
  await child.exited;
  const names = child
    .log()
    .trim()
    .split(",")
    .filter((name) => !name.startsWith("NODE_CHANNEL"));
  expect(names).toEqual(["HELLO", "NODE_ENV", "PATH", "SEATWISE_TEST_RUN"]);
});

test("it is known as a process of this run, so that an interrupted run can be cleared away", async () => {
  const child = node("console.log('up'); setInterval(() => {}, 1000)");
  await child.waitForLog("up");
  const folder = process.env.SEATWISE_TEST_RUN ?? "";
  expect(listProcessesOf(folder).map(({ pid }) => pid)).toContain(child.pid);
  expect(listProcessesOf(`${folder}-of-another`)).toEqual([]);
  await child.stop();
});
