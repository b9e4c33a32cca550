import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { messagesByLocale } from "@/lib/i18n/messages";

const sources = ["lib", "app", "workers"].flatMap((folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes("generated"))
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8")),
);
/** Codes given as literals; one that comes out of a variable is not seen here. */
const codes = [
  ...new Set(sources.flatMap((text) => [...text.matchAll(/new AppError\(\s*"([^"]+)"/g)].map(([, code]) => code))),
];

test("every code that is thrown for people has its text", () => {
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => code && !Object.hasOwn(messagesByLocale.en.errors, code))).toEqual([]);
});
