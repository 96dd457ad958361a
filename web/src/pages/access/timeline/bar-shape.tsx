import type { Look } from "./bar.ts";
import { size } from "./scale.ts";

const weaveOf: Partial<Record<Look, string>> = {
  activating: "held-moving",
  ending: "held-moving",
  failed: "held-failed",
};

/** How much of the end of what was cut short is hatched. */
const cutPx = 10;

/** The bar itself: its colour, and a pattern for those who do not tell colours apart. */
export const BarShape = ({ look, x, y, width }: { look: Look; x: number; y: number; width: number }) => {
  const box = { y, height: size.bar, rx: 4 };
  const weave = weaveOf[look];
  const cut = Math.min(cutPx, width);
  return (
    <>
      <rect className="shape" x={x} width={width} {...box} />
      {weave ? <rect className="weave" x={x} width={width} {...box} fill={`url(#${weave})`} /> : null}
      {look === "cut-short" ? (
        <rect className="weave" x={x + width - cut} width={cut} {...box} fill="url(#held-cut)" />
      ) : null}
    </>
  );
};
