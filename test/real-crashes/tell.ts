import type { CrashReport } from "./crash-run.ts";
import { tupleName } from "./mishaps.ts";

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const counted = (values: readonly string[]) =>
  [...Map.groupBy(values, (value) => value)].map(([value, all]) => `${all.length} ${value}`).join(", ") || "none";

/** What happened and what was found, for somebody to read. */
export const tell = (report: CrashReport): string => {
  const { busy, left, troubles, overruns } = report;
  const [longest] = overruns;
  const median = overruns[Math.floor(overruns.length / 2)];
  const own = Math.max(0, ...overruns.map((one) => one.ownMs));
  const why = longest?.because.map(({ what, ms }) => `${what} ${seconds(ms)}`).join(", ") || "nothing but Stint itself";
  const retries = Object.entries(busy.retries).map(([what, times]) => `${times} × ${what}`);
  const ends = left.grants.map((grant) => `${grant.state} (${grant.endReason ?? grant.failure})`);
  const began = new Map(report.ours.map((row) => [tupleName({ ...row, personId: row.principalId }), row.beganAt]));
  const waits = left.grants
    .flatMap((grant) => {
      const at = began.get(tupleName(grant));
      return at === undefined ? [] : [Date.parse(at) - grant.startsAt.getTime()];
    })
    .sort((a, b) => a - b);
  return [
    `Seed ${report.seed}, ${seconds(report.troubleMs)} of trouble, at rest ${seconds(report.restedMs)} after it.`,
    `Asked for: ${busy.asked}; acknowledged to the end: ${busy.told.length}; grants: ${counted(ends)}; AWS held ${report.ours.length}.`,
    `Mishaps: ${Object.entries(troubles.counts)
      .map(([what, times]) => `${what} ${times} ×`)
      .join(", ")}.${report.hasDisk ? "" : " No file system may be mounted here: no disk was filled."}`,
    `Outages: ${troubles.outages.map(({ what, from, until }) => `${what} ${seconds(until - from)}`).join(", ") || "none"}.`,
    `Leases of who stood still: ${troubles.leases.length}. Started in vain while the database was away: ${report.startedInVain.length}.`,
    `Tried again by clients: ${retries.join(", ") || "never"}.`,
    `Access began after: median ${seconds(waits[Math.floor(waits.length / 2)] ?? 0)}, longest ${seconds(waits.at(-1) ?? 0)}.`,
    `Past the window: median ${seconds(median?.overMs ?? 0)}, longest ${seconds(longest?.overMs ?? 0)} (${why}); longest that was Stint's own ${seconds(own)}.`,
    `Audit: ${report.audit.said.split("\n").at(-1)}`,
    report.wrongs.length === 0 ? "Nothing is wrong." : `Wrong:\n${report.wrongs.map((one) => `- ${one}`).join("\n")}`,
  ].join("\n");
};
