import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import { auditAreas, textOfDetails } from "@/lib/monitor/audit";

/** What the sources write into the audit: texts of the shape of an action in files that write lines. */
function writtenActions(): string[] {
  const files = fs.readdirSync("lib", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const writers = files
    .filter((file) => !file.includes("generated"))
    .map((file) => fs.readFileSync(path.join("lib", file), "utf8"))
    .filter((source) => /\b(recordAudit|writeAuditLine)\(/.test(source));
  const verbs = "created|updated|deleted|[a-z-]*[a-z]ed|password-set|own-title-set|key-shown";
  const pattern = new RegExp(`"((?:${auditAreas.join("|")})s?\\.(?:${verbs}))"`, "g");
  return [...new Set(writers.flatMap((source) => [...source.matchAll(pattern)].map(([, action]) => action ?? "")))];
}

describe.each(locales)("the audit in words (%s)", (locale) => {
  const { actions, areas } = messagesByLocale[locale].audit;

  test("has a text for each action that is written", () => {
    const known = Object.entries(actions).flatMap(([area, verbs]) =>
      Object.keys(verbs).map((verb) => `${area}.${verb}`),
    );
    const written = writtenActions();
    expect(written.length).toBeGreaterThan(40);
    expect(known).toEqual(expect.arrayContaining(written));
  });

  test("has a name for each area", () => {
    expect(Object.keys(areas).sort()).toEqual([...auditAreas].sort());
  });
});

test("details are one line, without what is empty", () => {
  const details = {
    role: "viewer",
    scopes: ["read", "runs:start"],
    before: { name: "A", note: null },
    expiresAt: null,
  };
  expect(textOfDetails(details)).toBe("role: viewer, scopes: read, runs:start, before: (name: A)");
});
