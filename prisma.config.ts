import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// The CLI wants its native schema engine, a download, before it does anything; ours answers in its place.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL("./scripts/prisma-schema-engine.mjs", import.meta.url),
);

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // Empty: `generate` needs no database.
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
