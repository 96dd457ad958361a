import type { System } from "../../api/system.ts";

type Calls = System["calls"][number];
type Clocked = Pick<System, "now" | "slotSeconds">;

const names: Record<string, string> = {
  "sso-admin": "IAM Identity Center",
  identitystore: "Identity Store",
  organizations: "Organizations",
};

export const serviceName = (service: string): string => names[service] ?? service;

/** Calls a second over the minute before now, the slot that is not over left out. */
export const lastMinutePace = ({ slots }: Calls, { now, slotSeconds }: Clocked): number => {
  const slotMs = slotSeconds * 1_000;
  const until = Math.floor(Date.parse(now) / slotMs) * slotMs;
  const within = slots.filter(({ at }) => Date.parse(at) >= until - 60_000 && Date.parse(at) < until);
  return within.reduce((sum, slot) => sum + slot.calls, 0) / 60;
};

/** Calls a second, slot by slot over the last ten minutes, also where there were none. The slot that is not over is left out. */
export const callsOverTime = ({ slots }: Calls, { now, slotSeconds }: Clocked): { x: Date; y: number }[] => {
  const slotMs = slotSeconds * 1_000;
  const last = Math.floor(Date.parse(now) / slotMs) - 1;
  const counts = new Map(slots.map(({ at, calls }) => [Math.floor(Date.parse(at) / slotMs), calls]));
  const count = 600 / slotSeconds;
  return Array.from({ length: count }, (_, n) => last - count + 1 + n).map((slot) => ({
    x: new Date(slot * slotMs),
    y: (counts.get(slot) ?? 0) / slotSeconds,
  }));
};
