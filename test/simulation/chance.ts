import { createHash } from "node:crypto";

/** A stream of chance that is the same for the same seed and name, whatever other streams are drawn from meanwhile. */
export type Chance = {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  happens(probability: number): boolean;
  oneOf<T>(items: readonly T[]): T;
  hex(length: number): string;
  split(name: string): Chance;
};

/** sfc32 (PractRand, Chris Doty-Humphrey): small, fast, and known to pass what matters here. */
const sfc32 = (state: readonly [number, number, number, number]) => {
  let [a, b, c, d] = state;
  return (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
};

export const chanceOf = (seed: string): Chance => {
  const digest = createHash("sha256").update(seed).digest();
  const next = sfc32([digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)]);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    oneOf: (items) => {
      const chosen = items[between(0, items.length - 1)];
      if (chosen === undefined) throw new Error("there is nothing to choose from");
      return chosen;
    },
    hex: (length) => Array.from({ length }, () => between(0, 15).toString(16)).join(""),
    split: (name) => chanceOf(`${seed}/${name}`),
  };
};
