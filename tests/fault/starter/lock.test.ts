import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identify, takeLock } from "@/scripts/lib/pid-lock.mjs";
import { listServing, markServing, refuseWhileServing } from "@/scripts/lib/serving.mjs";
import { createFolder, removeFolder } from "./folder";

let folder: string;
let file: string;

beforeEach(() => {
  folder = createFolder();
  file = path.join(folder, "lock.json");
});
afterEach(() => removeFolder(folder));

async function withOther(
  work: (other: { pid: number; identity: string; end(): Promise<void> }) => Promise<void> | void,
) {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const exited = once(child, "exit");
  const end = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  try {
    await work({ pid: child.pid ?? 0, identity: identify(child.pid ?? 0) ?? "", end });
  } finally {
    await end();
  }
}

describe("a lock", () => {
  it("names its holder as long as that one lives", () =>
    withOther(async (other) => {
      writeFileSync(file, JSON.stringify({ pid: other.pid, identity: other.identity, note: "http://localhost:3000" }));
      expect(takeLock(file).holder).toMatchObject({ pid: other.pid, note: "http://localhost:3000" });
      await other.end();
      const lock = takeLock(file);
      expect(lock.holder).toBeUndefined();
    }));

  it("of a dead process is not given to the live one that got its id", () =>
    withOther((other) => {
      writeFileSync(file, JSON.stringify({ pid: other.pid, identity: "ticks 1" }));
      expect(takeLock(file).holder).toBeUndefined();
    }));

  it("is taken over when its file is damaged, and given back without a trace", () => {
    writeFileSync(file, '{"pid": 12');
    const lock = takeLock(file);
    if (lock.holder) throw new Error("expected the lock");
    lock.update("http://localhost:3001");
    expect(takeLock(file).holder).toMatchObject({ pid: process.pid, note: "http://localhost:3001" });
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("goes to one only of many that find a dead one's", async () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, identity: "ticks 1" }));
    const script = `import { takeLock } from ${JSON.stringify(new URL("../../../scripts/lib/pid-lock.mjs", import.meta.url).href)};
      process.stdout.write(takeLock(${JSON.stringify(file)}).holder ? "lost" : "won");
      process.stdin.resume(); process.stdin.on("end", () => process.exit());`;
    const children = Array.from({ length: 8 }, () => spawn(process.execPath, ["--input-type=module", "-e", script]));
    const answers = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, "data"))[0])));
    for (const child of children) child.stdin.end();
    await Promise.all(children.map((child) => child.exitCode ?? once(child, "exit")));
    expect(answers.filter((answer) => answer === "won")).toHaveLength(1);
  });
});

describe("those who run from a folder", () => {
  it("keep others from taking away packages and build, until they have ended", () =>
    withOther(async (other) => {
      const marks = path.join(folder, "dist", ".serving");
      mkdirSync(marks, { recursive: true });
      const mark = path.join(marks, `${other.pid}.json`);
      writeFileSync(mark, JSON.stringify({ pid: other.pid, identity: other.identity, note: "the demo" }));
      expect(() => refuseWhileServing(folder, "The app has to be built")).toThrow(
        /built, but the demo \(process \d+\)/,
      );
      await other.end();
      refuseWhileServing(folder, "The app has to be built");
      expect(existsSync(mark), "the mark of the dead is removed").toBe(false);
    }));

  it("do not stand in their own way", () => {
    const unmark = markServing(folder, "Seatwise");
    expect(listServing(folder)).toEqual([]);
    unmark();
    expect(readdirSync(path.join(folder, "dist", ".serving"))).toEqual([]);
  });
});
