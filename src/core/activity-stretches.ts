const minuteMs = 60_000;
const widths = [1, 5, 10, 15, 30, 60, 180, 360, 720, 1_440, 10_080].map((minutes) => minutes * minuteMs);
const most = 30;

/** How long the stretches are into which this time is cut for a picture: round ones, thirty at most. */
export const stretchMs = (first: Date, last: Date): number => {
  const length = last.getTime() - first.getTime();
  return widths.find((width) => length / width < most - 1) ?? Math.ceil(length / (most - 1) / minuteMs) * minuteMs;
};
