import type { BuildOptions } from "esbuild";

/** How a program that Node runs is bundled: its own code in one file, packages from node_modules. Paths are relative to the root. */
export const bundleOptions = {
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  tsconfig: "tsconfig.json",
  // The package throws outside Next's server build; a worker is a server too.
  alias: { "server-only": "./scripts/lib/nothing.mjs" },
  logLevel: "silent",
} satisfies BuildOptions;
