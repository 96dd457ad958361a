import { spokenDuration } from "../../../parts/duration.ts";
import type { Bar } from "./bar.ts";
import { spokenInstant, stateWords } from "./bar-words.ts";

export type Shown = { bar: Bar; at: DOMRect };

const cardPx = { width: 300, height: 190, gap: 8 };

/** Below the bar, or above it where there is no room; never past an edge of the window. */
const placeOf = ({ left, top, bottom }: DOMRect) => {
  const isLow = bottom + cardPx.gap + cardPx.height > window.innerHeight;
  const inline = Math.max(8, Math.min(left, window.innerWidth - cardPx.width - 8));
  return isLow
    ? { left: inline, bottom: window.innerHeight - top + cardPx.gap }
    : { left: inline, top: bottom + cardPx.gap };
};

/** The facts of the bar under the pointer or in focus. The bar's own name says the same to those who do not see this. */
export const BarFacts = ({ shown: { bar, at } }: { shown: Shown }) => {
  const { grant, fromMs, untilMs, look } = bar;
  const isOver = grant.endedAt !== null;
  return (
    <div className="held-facts" style={placeOf(at)} aria-hidden="true">
      <strong>
        {grant.permissionSet.name} in {grant.account.name}
      </strong>
      {grant.person.displayName}
      <dl>
        <dt>State</dt>
        <dd>{stateWords(grant)}</dd>
        <dt>From</dt>
        <dd>{spokenInstant(fromMs)}</dd>
        <dt>{isOver ? "Until" : "Ends"}</dt>
        <dd>{spokenInstant(isOver ? untilMs : Date.parse(grant.endsAt))}</dd>
        <dt>{look === "scheduled" ? "For" : isOver ? "Held for" : "In all"}</dt>
        <dd>{spokenDuration(Math.round((untilMs - fromMs) / 60_000))}</dd>
        {bar.credentialsMs ? (
          <>
            <dt>Credentials</dt>
            <dd>may work until {spokenInstant(bar.credentialsMs)}</dd>
          </>
        ) : null}
      </dl>
    </div>
  );
};
