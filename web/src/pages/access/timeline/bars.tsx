import type { Bar } from "./bar.ts";
import type { Shown } from "./bar-facts.tsx";
import { BarLink } from "./bar-link.tsx";
import type { Row } from "./rows.ts";
import { heightOf, type Scale, size } from "./scale.ts";
import type { Tick } from "./ticks.ts";
import type { Walking } from "./use-walking.ts";

/** The place of a line's first lane, from the top. */
const topsOf = (rows: readonly Row[]) => {
  let top = 0;
  return rows.map((row) => {
    const own = top;
    top += heightOf(row);
    return own;
  });
};

/** The lines with their bars, over the ticks and under the line of now. */
export const Bars = (facts: {
  rows: readonly Row[];
  ticks: readonly Tick[];
  scale: Scale;
  nowMs: number;
  nowX: number | undefined;
  walking: Walking;
  setShown: (shown: Shown | undefined) => void;
  label: string;
}) => {
  const { rows, ticks, scale, nowX, walking, setShown } = facts;
  const tops = topsOf(rows);
  const height = rows.reduce((sum, row) => sum + heightOf(row), 0);
  const show = (bar: Bar, element: HTMLAnchorElement | null) =>
    setShown(element ? { bar, at: (element.querySelector(".shape") ?? element).getBoundingClientRect() } : undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: in a drawing there is no fieldset
    <svg width={scale.width} height={height} role="group" aria-label={facts.label}>
      {ticks.map(({ atMs, isDay }) => (
        <line
          key={atMs}
          className={isDay ? "tick day" : "tick"}
          x1={scale.x(atMs)}
          x2={scale.x(atMs)}
          y1={0}
          y2={height}
        />
      ))}
      {rows.map((line, row) => {
        const top = tops[row] ?? 0;
        const bottom = top + heightOf(line) - 0.5;
        return (
          <g key={line.key}>
            <line className="row-line" x1={0} x2={scale.width} y1={bottom} y2={bottom} />
            {line.bars.map(({ bar, lane }, at) => (
              <BarLink
                key={bar.grant.id}
                bar={bar}
                y={top + size.above + lane * size.lane}
                scale={scale}
                nowMs={facts.nowMs}
                isStop={walking.isStop({ row, at })}
                remember={walking.remember({ row, at })}
                show={(element) => {
                  if (element && element === (document.activeElement as unknown)) walking.stand({ row, at });
                  show(bar, element);
                }}
              />
            ))}
          </g>
        );
      })}
      {nowX === undefined ? null : <line className="now" x1={nowX} x2={nowX} y1={0} y2={height} />}
    </svg>
  );
};
