import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * One hash over the names and contents of files and folders. What is missing counts as missing; the order in which the
 * file system lists does not count.
 *
 * @param items relative to the root, with "/" on every system
 * @param isLeftOut for what is itself made from the others
 */
export function hashContent(root: string, items: string[], isLeftOut: (item: string) => boolean = () => false): string {
  const hash = createHash("sha256");
  const add = (item: string) => {
    const file = path.join(root, item);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat || isLeftOut(item)) return;
    if (stat.isDirectory()) for (const name of fs.readdirSync(file).sort()) add(`${item}/${name}`);
    else if (stat.isFile()) {
      const content = createHash("sha256").update(fs.readFileSync(file)).digest("hex");
      hash.update(`${item}\0${content}\n`);
    }
  };
  for (const item of [...new Set(items)].sort()) add(item);
  return hash.digest("hex");
}
