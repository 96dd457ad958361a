import { useEffect, useState } from "react";
import { serverNow } from "../../../api/clock.ts";
import { beginOf, isLastPeriod } from "../../../parts/list/period.ts";
import type { Address } from "../../../parts/list/use-list-address.ts";

export type Axis = { fromMs: number; toMs: number; nowMs: number };

/** A period that ends now shows a little of what is to come. */
const aheadShare = 0.12;
const tickMs = 15_000;
const minuteMs = 60_000;

const lastAxis = (last: string | undefined, at: number) => {
  const fromMs = Date.parse(beginOf(isLastPeriod(last) ? last : "7d", at));
  const toMs = at + (at - fromMs) * aheadShare;
  return { fromMs, toMs: toMs - (toMs % minuteMs) };
};

/** What the picture reaches over. It moves on when the line of now comes near its edge, and stays still until then. */
export const useAxis = ({ from, to, last }: Address): Axis => {
  const [nowMs, setNow] = useState(serverNow);
  const [anchorMs, setAnchor] = useState(nowMs);
  useEffect(() => {
    const ticking = window.setInterval(() => setNow(serverNow()), tickMs);
    return () => window.clearInterval(ticking);
  }, []);
  const given = from && to ? { fromMs: Date.parse(from), toMs: Date.parse(to) } : undefined;
  const axis = given ?? lastAxis(last, anchorMs);
  if (!given && nowMs - anchorMs > (axis.toMs - axis.fromMs) * (aheadShare / 2)) setAnchor(nowMs);
  return { ...axis, nowMs };
};
