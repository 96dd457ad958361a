import type { Chance } from "./chance.ts";
import type { Mortality } from "./faults/misfortune.ts";
import { type Climate, calm } from "./faults/weather.ts";
import type { DriftSettings } from "./organisation/truth.ts";

/** What kind of history a seed is: how long, how crowded, how bad the weather. */
export type Shape = {
  days: number;
  asks: number;
  /** Of the organisation, and of policies and settings, in the hour after an asking. */
  changes: number;
  workers: number;
  climate: Climate;
  mortality: Mortality;
  assignmentMs: readonly [number, number];
  lostWakes: number;
  skewMs: number;
  outages: number;
  mailTroubles: number;
  /** Whether workers hold locks by which others see that they live; where they do not, leases last their time. */
  locks: boolean;
  /** So often somebody changes assignments in AWS by hand. */
  hands: number;
  /** What an admin has become of that, at first; what chance chooses, where it is absent. */
  drift?: DriftSettings;
  /** For how long people ask; what people usually ask for, where it is absent. */
  minutes?: readonly number[];
  /** Emergency stops. */
  stops: number;
};

const climates: Climate[] = [
  calm,
  {
    ...{
      throttled: 0.02,
      conflict: 0.02,
      broken: 0.01,
      lostBefore: 0.01,
      lostAfter: 0.02,
      failsLate: 0.02,
      slow: 0.01,
    },
    ...{ statementRefused: 0.0005, statementLost: 0.0005, statementSlow: 0.001 },
  },
  {
    ...{ throttled: 0.1, conflict: 0.1, broken: 0.05, lostBefore: 0.05, lostAfter: 0.1, failsLate: 0.1, slow: 0.05 },
    ...{ statementRefused: 0.003, statementLost: 0.003, statementSlow: 0.005 },
  },
];

type Range = readonly [number, number];
type Size = Record<"days" | "asks", Range> &
  Record<"workers" | "changes" | "hands" | "stops" | "outages", readonly number[]>;

/**
 * Most histories are brief: one person asks for something while one worker or two are there, so that there are many, and how the weather, the deaths of
 * processes and what people do fall together differs from one to the next. In the longer ones more meets, and each costs as much as three or ten brief ones.
 */
const sizes = {
  brief: {
    ...{ days: [1, 1], asks: [1, 1], workers: [1, 1, 1, 2], changes: [0, 0, 1] },
    ...{ hands: [0, 0, 0, 0, 1], stops: [0, 0, 0, 0, 1], outages: [0, 0, 0, 0, 0, 1] },
  },
  short: {
    ...{ days: [1, 3], asks: [1, 2], workers: [1, 1, 2, 2, 3], changes: [0, 0, 1, 2] },
    ...{ hands: [0, 0, 0, 2], stops: [0, 0, 0, 1], outages: [0, 0, 0, 0, 1] },
  },
  long: {
    ...{ days: [2, 20], asks: [2, 4], workers: [1, 2, 2, 3], changes: [0, 1, 2, 4] },
    ...{ hands: [0, 0, 2, 4], stops: [0, 0, 1, 2], outages: [0, 0, 0, 1, 2] },
  },
} satisfies Record<string, Size>;

const sizeOf = (chance: Chance): Size => {
  if (chance.happens(0.7)) return sizes.brief;
  return chance.happens(0.75) ? sizes.short : sizes.long;
};

export const shapeOf = (chance: Chance): Shape => {
  const size = sizeOf(chance);
  const mortal = chance.happens(0.6);
  return {
    days: chance.between(...size.days),
    asks: chance.between(...size.asks),
    changes: chance.oneOf(size.changes),
    hands: chance.oneOf(size.hands),
    stops: chance.oneOf(size.stops),
    outages: chance.oneOf(size.outages),
    workers: chance.oneOf(size.workers),
    climate: chance.oneOf(climates),
    mortality: mortal
      ? { workerDies: 0.001, apiDies: 0.002, workerPauses: 0.0005, workerIsCut: 0.001 }
      : { workerDies: 0, apiDies: 0, workerPauses: 0, workerIsCut: 0 },
    assignmentMs: chance.happens(0.8) ? [800, 2_500] : [1_000, 20_000],
    lostWakes: chance.oneOf([0, 0.1, 1]),
    skewMs: chance.oneOf([0, 0, 500, 2_000]),
    mailTroubles: chance.oneOf([0, 0, 0, 1, 2]),
    locks: chance.happens(0.7),
  };
};
