/** Before `npm start`: builds the console when it is missing or older than its sources. */
import { existsSync, readFileSync } from "node:fs";
import { builtFromFile } from "./folders.ts";
import { sourceHash } from "./source-hash.ts";

const builtFrom = existsSync(builtFromFile) ? readFileSync(builtFromFile, "utf8") : undefined;
if (builtFrom !== sourceHash()) {
  console.log("Building the console …");
  await import("./build.ts");
}
