import type { NoticeFacts } from "../core/notice.ts";
import { lastExpiryAt } from "../core/session-lengths.ts";
import { showTime } from "./show-time.ts";

/** What is true by now though the notice is older, and what the limits of AWS mean for this access. */
export const remarks = (facts: NoticeFacts): string[] =>
  [meanwhile(facts), standing(facts), lastCredentials(facts)].filter((remark) => remark !== undefined);

const meanwhile = ({ notice, request, grant }: NoticeFacts): string | undefined => {
  if (notice.kind === "request.asked" && request.state !== "pending")
    return `The request is ${request.state} by now: nothing is left to decide.`;
  if (notice.kind === "grant.started" && (grant?.state === "ending" || grant?.state === "ended"))
    return "This access has ended meanwhile.";
  if (notice.kind === "grant.activation-unconfirmed" && grant && grant.state !== "activating")
    return grant.activatedAt ? "AWS has confirmed the access meanwhile." : "It is not tried any more.";
  if (notice.kind === "grant.removal-unconfirmed" && grant?.state === "ended")
    return "AWS has confirmed the removal meanwhile.";
  return undefined;
};

const standing = ({ notice, grant }: NoticeFacts): string | undefined =>
  grant?.onStanding && (notice.kind === "grant.started" || notice.kind === "grant.ended")
    ? "The assignment was there before Stint, so it stays after the end."
    : undefined;

/** Nobody can have credentials of an access that never was active. */
const lastCredentials = ({ notice, grant, sessions }: NoticeFacts): string | undefined => {
  if (!grant?.activatedAt || grant.kept !== null) return undefined;
  const endsAt = notice.kind === "grant.ended" ? (grant.endedAt ?? grant.endsAt) : grant.endsAt;
  if (notice.kind !== "grant.started" && notice.kind !== "grant.ended") return undefined;
  return `Credentials issued before the end may work until ${showTime(lastExpiryAt(endsAt, sessions))}, when the last session that AWS gave is over.`;
};
