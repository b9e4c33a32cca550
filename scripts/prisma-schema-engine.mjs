#!/usr/bin/env node
// Prisma's schema engine without its native binary: the same JSON-RPC over stdin and stdout, answered by the engine's
// WASM build from npm. Prisma's CLI starts it because prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY.
import fs from "node:fs";
import readline from "node:readline";
import { answerCliCommand, serveEngine } from "./lib/schema-engine.mjs";

const argv = process.argv.slice(2);
const argumentAfter = (/** @type {string} */ name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);

/** The CLI reads these lines from stderr and shows the errors among them. */
function log(/** @type {"INFO" | "ERROR"} */ level, /** @type {string} */ message, extra = {}) {
  const fields = { message, ...extra };
  const line = { timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

const { url } = JSON.parse(argumentAfter("--datasource") ?? "{}");
if (argv.includes("--version")) {
  console.log("schema-engine-cli wasm");
} else if (argv.includes("cli")) {
  log("INFO", "The CLI throws the first line away, as the native engine's is never an error.");
  process.exitCode = await answerCliCommand(argumentAfter("cli") ?? "", url, log);
} else {
  const paths = argv.filter((_, index) => argv[index - 1] === "--datamodels");
  const datamodels = paths.map((path) => [path, fs.readFileSync(path, "utf8")]);
  const answer = await serveEngine(url, datamodels, log);
  const send = (/** @type {object} */ message) => {
    process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  };
  let chain = Promise.resolve();
  readline
    .createInterface({ input: process.stdin })
    .on("line", (line) => {
      if (line.trim() === "") return;
      const { id, method, params } = JSON.parse(line);
      // Without a method it is the answer to a request of ours.
      if (method) chain = chain.then(() => answer(id, method, params, send));
    })
    .on("close", () => chain.then(() => process.exit(0)));
}
