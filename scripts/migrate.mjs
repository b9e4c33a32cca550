import { boot } from "./boot.mjs";

await boot("migrate");
