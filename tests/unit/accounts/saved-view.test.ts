import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { viewLists } from "@/lib/accounts/saved-view";

const filesIn = (folder: string, name: RegExp) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .map((file) => path.join(folder, file));

test("each list that offers to save a view can be kept as one", () => {
  const offering = filesIn("components", /\.tsx$/).filter((file) =>
    /<ListControls\b/.test(fs.readFileSync(file, "utf8")),
  );
  const components = offering.map((file) => path.basename(file, ".tsx"));
  const pages = filesIn("app", /page\.tsx$/).filter((file) => {
    const source = fs.readFileSync(file, "utf8");
    return components.some((component) => new RegExp(`/${component}"`).test(source));
  });
  const addresses = pages.map((file) => path.dirname(file).replace("app/(console)", ""));
  expect(offering.length).toBeGreaterThan(4);
  expect(addresses.sort()).toEqual([...viewLists].sort());
});
