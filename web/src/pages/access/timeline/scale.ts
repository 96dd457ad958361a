import type { Axis } from "./use-axis.ts";

/** The measures of the picture in pixels. */
export const size = { axis: 34, bar: 20, lane: 25, above: 10, below: 10, least: 620 } as const;

export type Scale = { width: number; x: (ms: number) => number };

export const scaleOf = ({ fromMs, toMs }: Axis, width: number): Scale => ({
  width,
  x: (ms) => ((ms - fromMs) / (toMs - fromMs)) * width,
});

export const heightOf = ({ lanes }: { lanes: number }) =>
  size.above + lanes * size.lane - (size.lane - size.bar) + size.below;
