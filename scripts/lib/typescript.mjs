// Loaded with --import, or by the starter in its own process: runs TypeScript as it is, outside Next.
import { register as registerHooks } from "node:module";
import { register } from "tsx/esm/api";

register();
// The package "server-only" throws outside Next's server build; the starter and the worker are servers too.
const nothing = new URL("nothing.mjs", import.meta.url).href;
registerHooks(
  `data:text/javascript,${encodeURIComponent(`export const resolve = (name, context, next) =>
  name === "server-only" ? { url: ${JSON.stringify(nothing)}, shortCircuit: true } : next(name, context);`)}`,
);
