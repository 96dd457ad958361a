import { readDatabaseTime } from "../../../store/database-version.ts";
import type { Check } from "../check.ts";
import { type Finding, NotLookedAt, notLookedAt, ok, warning, wrong } from "../finding.ts";

/** Assertions and signatures are taken with a minute's difference; beyond five AWS refuses every call. */
const tolerableMs = 30_000;
const fatalMs = 60_000;

const mend = "Let a time service (chrony, systemd-timesyncd) set the clocks: windows begin and end by them.";

const spoken = (ms: number) => `${(Math.abs(ms) / 1_000).toFixed(Math.abs(ms) < 10_000 ? 1 : 0)} s`;

const compare = (whose: string, differenceMs: number): Finding => {
  const words = `${whose} clock and ours are ${spoken(differenceMs)} apart`;
  if (Math.abs(differenceMs) >= fatalMs) return wrong(words, mend);
  return Math.abs(differenceMs) >= tolerableMs ? warning(words, mend) : ok(words);
};

/** Our clock, AWS's and the database's agree. AWS tells whole seconds, so a second of difference means nothing. */
export const clock: Check = {
  name: "Clock",
  look: async ({ caller, scheduler, healthyDatabase }) => {
    const ofAws = async (): Promise<Finding> => {
      const { awsNow } = await caller();
      return awsNow
        ? compare("AWS's", awsNow.getTime() - scheduler.now().getTime())
        : notLookedAt("AWS did not tell its time");
    };
    const ofDatabase = async (): Promise<Finding> => {
      const { db } = await healthyDatabase();
      const asked = scheduler.now().getTime();
      const theirs = await readDatabaseTime(db);
      // Half of the way there and back is the best guess of when it looked.
      return compare("the database's", theirs.getTime() - (asked + scheduler.now().getTime()) / 2);
    };
    return Promise.all([
      ofAws().catch(() => notLookedAt("AWS did not answer")),
      ofDatabase().catch((problem) =>
        notLookedAt(problem instanceof NotLookedAt ? problem.message : "the database did not answer"),
      ),
    ]);
  },
};
