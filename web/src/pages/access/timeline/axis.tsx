import { type Scale, size } from "./scale.ts";
import type { Tick } from "./ticks.ts";

/** Half the room of the word at the line of now, and of a letter: nothing is written over it. */
const nowPx = 18;
const letterPx = 7.5;

/** Round times along the top, and where now is. */
export const AxisLine = ({
  ticks,
  scale,
  nowX,
}: {
  ticks: readonly Tick[];
  scale: Scale;
  nowX: number | undefined;
}) => (
  <svg className="held-axis" width={scale.width} height={size.axis} aria-hidden="true" focusable="false">
    {ticks.map(({ atMs, text, isDay }) => {
      const x = scale.x(atMs);
      const isCut = x + text.length * letterPx > scale.width;
      const isHidden = isCut || (nowX !== undefined && x < nowX + nowPx && x + text.length * letterPx > nowX - nowPx);
      return (
        <g key={atMs}>
          <line className={isDay ? "tick day" : "tick"} x1={x} x2={x} y1={size.axis - 8} y2={size.axis} />
          {isHidden ? null : (
            <text className={isDay ? "day" : ""} x={x + 4} y={size.axis - 12}>
              {text}
            </text>
          )}
        </g>
      );
    })}
    {nowX === undefined ? null : (
      <>
        <line className="now" x1={nowX} x2={nowX} y1={size.axis - 8} y2={size.axis} />
        <text className="now" x={nowX} y={size.axis - 12} textAnchor="middle">
          now
        </text>
      </>
    )}
  </svg>
);
