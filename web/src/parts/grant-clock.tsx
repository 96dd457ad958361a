import type { Grant } from "../api/shapes.ts";
import { Countdown } from "./countdown.tsx";
import { Time } from "./time.tsx";

/** How long still, or how long until it begins, in words that are true of its state. */
export const GrantClock = ({ grant }: { grant: Grant }) => {
  const { state, startsAt, endsAt, endedAt } = grant;
  if (state === "scheduled")
    return (
      <>
        begins in <Countdown until={startsAt} />, at <Time at={startsAt} />
      </>
    );
  if (state === "ending") return "is being removed at AWS";
  if (state === "failed") return "was never given";
  if (state === "ended")
    return (
      <>
        until <Time at={endedAt} />
      </>
    );
  return (
    <>
      <Countdown until={endsAt} /> left, until <Time at={endsAt} />
    </>
  );
};
