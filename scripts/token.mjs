import { boot } from "./boot.mjs";

await boot("token");
