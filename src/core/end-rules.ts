import { type Check, refuse } from "./decision.ts";
import type { Grant } from "./grant.ts";

/** What ending a grant is judged by. No policy but that of who may end it: ending must always work. */
export type EndFacts = {
  grant: Pick<Grant, "personId" | "state" | "endedAt" | "endAskedAt" | "endReason">;
  caller: { id: string; isAdmin: boolean };
  /** Whether approval policies name the caller for this account and permission set, at this moment. */
  isNamed: boolean;
  /** Who ended it, by name; null when Stint did, or when that is not known here. */
  endedBy: string | null;
};

const callerMayEnd: Check<EndFacts> = ({ grant, caller, isNamed }) =>
  grant.personId === caller.id || isNamed || caller.isAdmin
    ? undefined
    : refuse("grant.not-yours-to-end", "Only the requester, whoever could approve it now, and admins may end access.");

const why: Record<NonNullable<Grant["endReason"]>, string> = {
  elapsed: "its time was up",
  revoked: "it was ended early",
  "eligibility-lost": "the person lost eligibility",
  "person-disabled": "the person was disabled or is gone",
  "found-gone": "somebody took it away in AWS",
  restored: "the database was restored to an earlier moment",
  "emergency-stop": "an emergency stop ended it",
};

const notOverYet: Check<EndFacts> = ({ grant, endedBy }) => {
  if (grant.state === "failed")
    return refuse("grant.already-ended", "This access was never activated: AWS refused it. There is nothing to end.");
  if (grant.state !== "ending" && grant.state !== "ended") return undefined;
  const at = grant.endAskedAt ?? grant.endedAt;
  const because = grant.endReason === null ? "" : `, because ${why[grant.endReason]}`;
  const verb = grant.state === "ending" ? "is being ended already" : "has ended already";
  const by = endedBy === null ? "" : ` by ${endedBy}`;
  return refuse("grant.already-ended", `This access ${verb}${because}${by}${at ? `, at ${at.toISOString()}` : ""}.`);
};

export const enderChecks: Check<EndFacts>[] = [callerMayEnd];

export const unendedChecks: Check<EndFacts>[] = [notOverYet];
