/**
 * Checks who imports whom, twice: our code must pass, and the canary must be caught. A check that reads no files passes everything,
 * so the number of files read is looked at as well.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const cruise = (...paths: string[]) => {
  const run = spawnSync(
    process.execPath,
    [join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs"), "--output-type", "json", ...paths],
    { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  if (!run.stdout) throw new Error(`dependency-cruiser said nothing: ${run.stderr}`);
  const { summary, modules } = JSON.parse(run.stdout) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
    modules: { source: string }[];
  };
  return { violations: summary.violations, read: modules.filter(({ source }) => /^(src|web)\//.test(source)).length };
};

const house = cruise("src", "web/src");
for (const { rule, from, to } of house.violations) console.error(`${rule.name}: ${from} → ${to}`);

const canary = cruise("src/core", "test/boundaries");
const caught = canary.violations.some(({ rule, from }) => rule.name === "core-imports" && from.endsWith("canary.ts"));
if (!caught) console.error("The canary was not caught: the check does not read our files.");
if (house.read < 50) console.error(`Only ${house.read} files of ours were read.`);

const passed = house.violations.length === 0 && caught && house.read >= 50;
console.log(
  `boundaries: ${house.read} files of ours read, ${house.violations.length} violations, canary caught: ${caught}`,
);
process.exitCode = passed ? 0 : 1;
