/**
 * Lives through histories: `npm run simulate -- --seeds 200` (`--from 1000` begins elsewhere, `--random` anywhere), on as many processes as there are
 * cores; `npm run simulate -- --seed 1234 --trace` replays one.
 */
import { fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { pgliteTemplate } from "../template.ts";
import { openDatabaseServer } from "./database/server.ts";
import { prepare } from "./prepare.ts";
import { HistoryFailed, type Report, simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    random: { type: "boolean", default: false },
    seed: { type: "string" },
    trace: { type: "boolean", default: false },
    processes: { type: "string", default: String(availableParallelism()) },
    share: { type: "string" },
  },
});

type Told =
  | { report: Report; cpuMs: number }
  | { failure: { seed: string; words: string; promise: string; trace: readonly string[] } };

/** One after another in this process; each as soon as it is known. */
const liveThrough = async (seeds: readonly string[], told: (what: Told) => void): Promise<void> => {
  const server = await openDatabaseServer();
  await prepare(server);
  for (const seed of seeds) {
    const before = process.cpuUsage();
    try {
      const tell = values.trace ? (line: string) => console.log(line) : undefined;
      const report = await simulate(server, { seed, ...(tell ? { tell } : {}) });
      const { user, system } = process.cpuUsage(before);
      told({ report, cpuMs: (user + system) / 1_000 });
    } catch (problem) {
      if (!(problem instanceof HistoryFailed)) throw problem;
      const { promise, trace, message } = problem;
      told({ failure: { seed, words: message, promise, trace } });
    }
  }
  await server.close();
};

const totals = { seeds: 0, days: 0, turns: 0, grants: 0, cpuMs: 0, worstOverMs: 0, failed: [] as string[] };
const troubles: Record<string, number> = {};

const take = (told: Told): void => {
  if ("failure" in told) {
    const { seed, words, trace } = told.failure;
    totals.failed.push(seed);
    console.log(`\n${words}\n\n${trace.join("\n")}\n\nReplay: npm run simulate -- --seed ${seed} --trace\n`);
    return;
  }
  const { report } = told;
  totals.seeds += 1;
  totals.days += report.days;
  totals.turns += report.turns;
  totals.grants += report.grants;
  totals.cpuMs += told.cpuMs;
  totals.worstOverMs = Math.max(totals.worstOverMs, report.worstOverMs);
  for (const [what, count] of Object.entries(report.troubles)) troubles[what] = (troubles[what] ?? 0) + count;
};

const seedsOf = (): string[] => {
  if (values.seed !== undefined) return [values.seed];
  const from = values.random ? randomInt(1_000_000_000) : Number(values.from);
  return Array.from({ length: Number(values.seeds) }, (_, index) => String(from + index));
};

if (values.share !== undefined) {
  await liveThrough(values.share.split(","), (told) => process.send?.(told));
  process.disconnect?.();
} else {
  const seeds = seedsOf();
  const count = Math.max(1, Math.min(Number(values.processes), seeds.length));
  await pgliteTemplate();
  if (count === 1) await liveThrough(seeds, take);
  else {
    const shares = Array.from({ length: count }, (_, one) => seeds.filter((_seed, index) => index % count === one));
    await Promise.all(
      shares.map(
        (share) =>
          new Promise<void>((resolve, reject) => {
            const child = fork(import.meta.filename, ["--share", share.join(",")]);
            child.on("message", (told) => take(told as Told));
            child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a process ended with ${code}`))));
          }),
      ),
    );
  }
  console.log(
    `${totals.seeds} histories kept every promise: ${Math.round(totals.days)} days, ${totals.turns} turns, ${totals.grants} grants, ${Math.round(totals.cpuMs / 1_000)} s of processor time; the longest over its window ${totals.worstOverMs / 1_000} s, under faults.`,
  );
  console.log(`Faults: ${JSON.stringify(troubles)}`);
  if (totals.failed.length > 0) console.log(`Failed: ${totals.failed.join(", ")}`);
  process.exitCode = totals.failed.length > 0 ? 1 : 0;
}
