import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const require = createRequire(import.meta.url);

const FOLDERS = ["app", "components", "lib", "workers", "demo", "scripts"];
const SOURCE = /(?<!\.d)\.(ts|tsx|mts|mjs|js)$/;
const GENERATED = /^lib\/db\/generated\//;

export type ArchitectureReport = {
  /** source files that were really read, generated ones not counted */
  modulesSeen: number;
  /** one line each, empty when all is well */
  faults: string[];
};

/**
 * Holds every import below `rootDir` against .dependency-cruiser.cjs. Seeing fewer modules than there are source files
 * is a fault of its own: dependency-cruiser finds nothing, and reports success, when it cannot parse TypeScript.
 */
export async function checkArchitecture(rootDir: string): Promise<ArchitectureReport> {
  const files = FOLDERS.flatMap((folder) => sourceFilesIn(rootDir, folder));
  if (files.length === 0) return { modulesSeen: 0, faults: ["no source file found: nothing was checked"] };

  const result = await cruiseFiles(rootDir, files);
  const seen = new Set(result.modules.filter((module) => !module.couldNotResolve).map((module) => module.source));
  const unseen = files.filter((file) => !seen.has(file));
  const faults = result.summary.violations.map((violation) => {
    const route = (violation.cycle ?? violation.via ?? []).map((step) => step.name).join(" → ");
    return `${violation.rule.name}: ${violation.from} → ${route || violation.to}`;
  });
  if (unseen.length > 0) faults.push(`not seen, so not checked: ${unseen.join(", ")}`);
  return { modulesSeen: files.length - unseen.length, faults: [...new Set(faults)].sort() };
}

async function cruiseFiles(rootDir: string, files: string[]): Promise<ICruiseResult> {
  const { forbidden, options } = require("../../.dependency-cruiser.cjs");
  const fileName = path.join(rootDir, "tsconfig.json");
  const cruiseOptions: ICruiseOptions = {
    ...options,
    baseDir: rootDir,
    ruleSet: { forbidden },
    validate: true,
  };
  // The alias by hand: the plugin that reads it from tsconfig.json starts from the working directory, not from rootDir.
  const resolveOptions = { ...options.enhancedResolveOptions, alias: { "@": path.resolve(rootDir) } };
  const { output } = await cruise(files, cruiseOptions, resolveOptions, { tsConfig: extractTSConfig(fileName) });
  if (typeof output === "string") throw new Error("dependency-cruiser answered with text where a result was expected");
  return output;
}

function sourceFilesIn(rootDir: string, folder: string): string[] {
  if (!fs.existsSync(path.join(rootDir, folder))) return [];
  return fs
    .readdirSync(path.join(rootDir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => path.relative(rootDir, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !GENERATED.test(file))
    .sort();
}
