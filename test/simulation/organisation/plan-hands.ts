import type { Chance } from "../chance.ts";
import type { Desk } from "../people/desk.ts";
import type { Shape } from "../shape.ts";
import type { Hands } from "./hands.ts";
import type { DriftSettings } from "./truth.ts";

const minuteMs = 60_000;

/** When somebody meddles with assignments, and when an admin settles what becomes of that: soon after an asking, when there is something to meddle with. */
export const planHands = (facts: {
  hands: Hands;
  desk: Desk;
  chance: Chance;
  shape: Shape;
  askedAtMs: readonly number[];
  changeDrift(to?: DriftSettings): Promise<void>;
  answers(): Promise<void>;
}): void => {
  const { hands, desk, chance, shape, askedAtMs, changeDrift } = facts;
  if (shape.hands === 0) return;
  const soonAfterOne = (mostMs: number) => chance.oneOf(askedAtMs) + chance.between(0, mostMs);
  desk.at(Math.min(...askedAtMs) - minuteMs, "settings of drift", () => changeDrift(shape.drift));
  for (let count = 0; count < shape.hands; count += 1) {
    desk.at(soonAfterOne(90 * minuteMs), "hands", hands.act);
    if (chance.happens(0.2)) desk.at(soonAfterOne(180 * minuteMs), "settings of drift", () => changeDrift());
    if (chance.happens(0.3)) desk.at(soonAfterOne(300 * minuteMs), "findings", facts.answers);
  }
};
