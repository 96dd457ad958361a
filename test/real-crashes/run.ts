/** `npm run crashes -- --minutes 5 --seed 7`: crashes everything for so long and tells what became of it; fails when anything is wrong. */
import { parseArgs } from "node:util";
import { runCrashes } from "./crash-run.ts";
import { tell } from "./tell.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, seed: { type: "string", default: "1" } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed))
  throw new Error("Say: --minutes 5 --seed 7, with a whole number as the seed.");
const report = await runCrashes({
  ...{ seed, troubleMs: minutes * 60_000, restMs: 180_000, windowMs: [5_000, 30_000] },
  onDeployed: (deployment) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => deployment.remove().finally(() => process.exit(1)));
  },
});
console.log(tell(report));
if (report.wrongs.length > 0) process.exitCode = 1;
