import "./timeline.css";
import { useState } from "react";
import type { Grant } from "../../../api/shapes.ts";
import type { Address } from "../../../parts/list/use-list-address.ts";
import { AxisLine } from "./axis.tsx";
import { BarFacts, type Shown } from "./bar-facts.tsx";
import { Bars } from "./bars.tsx";
import { Legend } from "./legend.tsx";
import { Names } from "./names.tsx";
import { rowsOf } from "./rows.ts";
import { scaleOf, size } from "./scale.ts";
import { ticksOf } from "./ticks.ts";
import type { Axis } from "./use-axis.ts";
import { useStartAt } from "./use-start-at.ts";
import { useWalking } from "./use-walking.ts";
import { useWidth } from "./use-width.ts";
import { Weaves } from "./weaves.tsx";

const smallPx = 600;
const tickPx = 84;

/** Who had what, when: a line for each person, account and role, a bar for each grant. */
export const Picture = (facts: { grants: readonly Grant[]; axis: Axis; fixed: Address; label: string }) => {
  const { grants, axis, fixed } = facts;
  const [ref, boxWidth] = useWidth<HTMLDivElement>();
  const [shown, setShown] = useState<Shown>();
  const rows = rowsOf(grants, axis.nowMs);
  const walking = useWalking(rows.map(({ bars }) => bars.length));
  const nameWidth = boxWidth < smallPx ? 124 : 250;
  const scale = scaleOf(axis, Math.max(boxWidth - nameWidth, size.least));
  const ticks = ticksOf(axis, Math.floor(scale.width / tickPx));
  const isNowShown = axis.nowMs >= axis.fromMs && axis.nowMs <= axis.toMs;
  const nowX = isNowShown ? scale.x(axis.nowMs) : undefined;
  useStartAt(ref, boxWidth > 0 ? (nowX ?? scale.width) : undefined);
  return (
    <div className="held">
      <Weaves />
      <section
        aria-label={facts.label}
        className="held-box"
        ref={ref}
        onScroll={() => setShown(undefined)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setShown(undefined);
          else walking.onKeyDown(event);
        }}
      >
        {boxWidth === 0 ? null : (
          <div className="held-grid" style={{ gridTemplateColumns: `${nameWidth}px ${scale.width}px` }}>
            <div className="held-corner" aria-hidden="true">
              {Intl.DateTimeFormat().resolvedOptions().timeZone}
            </div>
            <AxisLine ticks={ticks} scale={scale} nowX={nowX} />
            <Names rows={rows} fixed={fixed} />
            <Bars
              rows={rows}
              ticks={ticks}
              scale={scale}
              nowMs={axis.nowMs}
              nowX={nowX}
              walking={walking}
              setShown={setShown}
              label={facts.label}
            />
          </div>
        )}
      </section>
      <Legend has={new Set(rows.flatMap(({ bars }) => bars.map(({ bar }) => bar.look)))} />
      {shown ? <BarFacts shown={shown} /> : null}
    </div>
  );
};
