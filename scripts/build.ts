import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./lib/build";
import { say } from "./lib/run";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const isBuilt = await ensureBuilt({ root, say });
say(isBuilt ? "Built." : "Nothing to do: the build is that of these sources.");
