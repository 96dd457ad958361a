/** `npm run build:web`: the console into `web/dist`, compressed ahead, and refused when its first load is too heavy. */
import { writeFileSync } from "node:fs";
import { build } from "vite";
import { compressAhead } from "./compress-ahead.ts";
import { firstLoad } from "./first-load.ts";
import { builtFromFile, webFolder } from "./folders.ts";
import { sourceHash } from "./source-hash.ts";

const budgetBytes = 350_000;
const hash = sourceHash();

await build({ configFile: `${webFolder}/vite.config.ts`, logLevel: "error" });
await compressAhead();
const { bytes, files } = firstLoad();
const told = `first load ${Math.round(bytes / 1000)} kB of JavaScript and CSS (Brotli, ${files.length} files), budget ${budgetBytes / 1000} kB`;
if (bytes > budgetBytes) {
  console.error(`The console is too heavy: ${told}.`);
  process.exitCode = 1;
} else {
  writeFileSync(builtFromFile, hash);
  console.log(`console built: ${told}`);
}
