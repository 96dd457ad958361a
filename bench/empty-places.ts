import { writesAtOnce } from "../src/core/pace.ts";
import { percentile } from "./real-engine.ts";

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/**
 * How long a place stood empty between one removal and the next, and what of that passed before AWS was asked the question that found
 * it: what is left is the way from that question to the arrival of the next removal. `looksMs`: when each question arrived.
 */
export const emptyPlaces = (facts: { removals: readonly { sentMs: number; doneMs: number }[]; looksMs: number[] }) => {
  const done = ascending(facts.removals.map(({ doneMs }) => doneMs));
  const sent = ascending(facts.removals.map(({ sentMs }) => sentMs));
  const looks = ascending(facts.looksMs);
  const places = sent.slice(writesAtOnce).map((sentMs, n) => {
    const doneMs = done[n] ?? Number.NaN;
    const foundMs = Math.min(looks.find((atMs) => atMs >= doneMs) ?? sentMs, sentMs);
    return { emptyMs: sentMs - doneMs, fillMs: sentMs - foundMs };
  });
  const fillMs = places.map((one) => one.fillMs);
  const emptyMs = mean(places.map((one) => one.emptyMs));
  const [fill, late] = [mean(fillMs), [50, 90, 99].map((p) => percentile(fillMs, p).toFixed(0)).join(", ")];
  return `a place stood empty for ${emptyMs.toFixed(1)} ms, of which ${fill.toFixed(1)} ms after the question that found it (p50, p90, p99: ${late} ms)`;
};
