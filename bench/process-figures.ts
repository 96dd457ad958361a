import { readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100;

type Sample = { at: number; rssMb: number; cpuSeconds: number };

const look = (pid: number): Sample => {
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  // The name of the program, in brackets, may hold spaces; what follows it does not.
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const ticks = Number(stat[11]) + Number(stat[12]);
  return { at: Date.now(), rssMb: Number(rss) / 1024, cpuSeconds: ticks / ticksPerSecond };
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
