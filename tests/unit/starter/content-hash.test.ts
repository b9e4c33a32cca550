import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashContent } from "@/scripts/lib/content-hash";

let root: string;
const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const hash = () => hashContent(root, ["app", "package.json"]);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "seatwise-hash-"));
  put("app/a.ts", "a");
  put("app/deep/b.ts", "b");
  put("package.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("the hash of the sources", () => {
  it("stays when nothing but dates, order or other files change", () => {
    const before = hash();
    utimesSync(path.join(root, "app/a.ts"), 1, 1);
    put("README.md", "text");
    expect(hash()).toBe(before);
    expect(hashContent(root, ["package.json", "app", "app"])).toBe(before);
  });

  it.each([
    ["a content", () => put("app/deep/b.ts", "c")],
    ["a new file", () => put("app/deep/c.ts", "")],
    ["a file that went", () => rmSync(path.join(root, "app/a.ts"))],
    ["a root file", () => put("package.json", "{ }")],
    [
      "a file that moved",
      () => {
        rmSync(path.join(root, "app/deep/b.ts"));
        put("app/b.ts", "b");
      },
    ],
  ])("changes with %s", (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  it("leaves out what is made from the sources", () => {
    const isMade = (item: string) => item === "app/deep";
    const before = hashContent(root, ["app"], isMade);
    put("app/deep/b.ts", "made again");
    expect(hashContent(root, ["app"], isMade)).toBe(before);
  });
});
