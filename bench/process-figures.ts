import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100;

/** What follows the name of the program: that is in brackets, and may hold spaces. */
const statOf = (pid: number | string) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];

const seconds = (stat: readonly string[], fields: readonly number[]) =>
  fields.reduce((sum, field) => sum + Number(stat[field]), 0) / ticksPerSecond;

const [parent, own, ofTheDead] = [1, [11, 12], [13, 14]] as const;

/** The processor time of a process, of those it started and of those of them that have ended. Linux only. */
export const cpuSecondsOfFamily = (pid: number): number => {
  const family = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = statOf(name);
      return Number(stat[parent]) === pid ? [seconds(stat, own)] : [];
    } catch {
      return [];
    }
  });
  return family.reduce((sum, each) => sum + each, seconds(statOf(pid), [...own, ...ofTheDead]));
};

type Sample = { at: number; rssMb: number; cpuSeconds: number };

const look = (pid: number): Sample => {
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return { at: Date.now(), rssMb: Number(rss) / 1024, cpuSeconds: seconds(statOf(pid), own) };
};

const meanRss = (samples: readonly Sample[]) =>
  samples.reduce((sum, { rssMb }) => sum + rssMb, 0) / Math.max(1, samples.length);

/** Notes once a second what memory and processor a process uses, until it is told to stop. Linux only. */
export const watchProcess = (pid: number) => {
  const samples = [look(pid)];
  const timer = setInterval(() => samples.push(look(pid)), 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      samples.push(look(pid));
      const between = (from: number, to: number) => samples.filter(({ at }) => at >= from && at <= to);
      return {
        rssMb: {
          start: samples[0]?.rssMb ?? Number.NaN,
          end: samples.at(-1)?.rssMb ?? Number.NaN,
          most: Math.max(...samples.map(({ rssMb }) => rssMb)),
          /** The means of the first and the last third between two instants. */
          thirds: (from: number, to: number) => ({
            first: meanRss(between(from, from + (to - from) / 3)),
            last: meanRss(between(to - (to - from) / 3, to)),
          }),
        },
        /** Of one core, between two instants. */
        cpuShare: (from = 0, to = Number.POSITIVE_INFINITY) => {
          const within = between(from, to);
          const [first, last] = [within[0], within.at(-1)];
          if (!first || !last || first === last) return Number.NaN;
          return ((last.cpuSeconds - first.cpuSeconds) * 1_000) / (last.at - first.at);
        },
      };
    },
  };
};
