import type { Look } from "./bar.ts";
import { BarShape } from "./bar-shape.tsx";
import { lookWords } from "./bar-words.ts";
import { size } from "./scale.ts";

const looks = Object.keys(lookWords) as Look[];
const height = size.bar + 4;

/** What the bars mean: those looks that the picture has. */
export const Legend = ({ has }: { has: ReadonlySet<Look> }) => (
  <ul className="held-legend" aria-label="What the bars mean">
    {looks
      .filter((look) => has.has(look))
      .map((look) => (
        <li key={look}>
          <svg width="34" height={height} aria-hidden="true" focusable="false">
            <g className={look}>
              <BarShape look={look} x={2} y={2} width={30} />
            </g>
          </svg>
          {lookWords[look]}
        </li>
      ))}
    <li>
      <svg width="34" height={height} aria-hidden="true" focusable="false">
        <path className="tail" fill="none" d="M2 12H30m0 -4v8" />
      </svg>
      issued credentials may still work
    </li>
  </ul>
);
