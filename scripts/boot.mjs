// Plain JavaScript without packages: a fresh clone starts here.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureInstalled, isNodeNewEnough } from "./install.mjs";

/**
 * Brings the folder to where TypeScript runs, then runs scripts/<name>.ts.
 * @param {string} name
 */
export async function boot(name) {
  const root = new URL("..", import.meta.url);
  try {
    const { engines } = JSON.parse(fs.readFileSync(new URL("package.json", root), "utf8"));
    if (!isNodeNewEnough(process.versions.node, engines.node)) {
      throw new Error(
        `Seatwise needs Node ${engines.node.replace(">=", "")} or newer; this is ${process.versions.node}.`,
      );
    }
    process.chdir(fileURLToPath(root));
    await ensureInstalled();
    await import("./lib/typescript.mjs");
    await import(new URL(`${name}.ts`, import.meta.url).href);
  } catch (error) {
    // What we refuse on purpose is a plain Error and needs no stack; everything else is a bug and does.
    const isPlain = error instanceof Error && error.constructor === Error && !process.env.DEBUG;
    console.error(isPlain ? `\n${error.message}` : error);
    process.exit(1);
  }
}
