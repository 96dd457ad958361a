import type { Answer } from "../../contract/operation.ts";
import type { requestOperations } from "../../contract/request-operations.ts";
import { localTime, spokenMinutes } from "../times.ts";

export type AccessRequest = Answer<typeof requestOperations.get>;
export type Grant = AccessRequest["grants"][number];
export type Preview = Answer<typeof requestOperations.preview>;

type Named = { displayName: string };

/** “Mateo Garcia, Yuki Tanaka and 3 others”. */
const namedFew = (people: readonly Named[], count: number): string => {
  const few = people.slice(0, 4).map(({ displayName }) => displayName);
  const others = count - few.length;
  return others > 0 ? `${few.join(", ")} and ${others} ${others === 1 ? "other" : "others"}` : few.join(", ");
};

const approvals = (count: number) => (count === 1 ? "one approval" : `${count} approvals`);

/** What must happen before there is access, and who can make it happen. */
export const spokenPreview = ({ approvalRequired, approvalsNeeded, approvers, approverCount }: Preview): string =>
  approvalRequired
    ? `It needs ${approvals(approvalsNeeded)}; ${namedFew(approvers, approverCount)} can approve it.`
    : "It needs no approval.";

/** What a request waits for. */
export const spokenWaiting = ({ deciders, expiresAt }: AccessRequest): string => {
  const until = `; it expires at ${localTime(expiresAt)}`;
  if (!deciders) return `waits for approval${until}`;
  const who =
    deciders.count > 0 ? `${namedFew(deciders.people, deciders.count)} can approve it` : "nobody can approve it now";
  return `waits for ${approvals(deciders.approvalsMissing)}; ${who}${until}`;
};

const endWords: Record<string, string> = {
  elapsed: "its time was up",
  revoked: "ended early",
  "eligibility-lost": "its holder may no longer have it",
  "person-disabled": "its holder is disabled or gone",
  "found-gone": "somebody took it away in AWS",
  restored: "the database was restored to an earlier moment",
  "emergency-stop": "an emergency stop",
};

const spokenEnd = ({ endReason, endedBy, endComment }: Grant): string =>
  [
    endReason === null ? "" : (endWords[endReason] ?? endReason),
    endedBy ? ` by ${endedBy.displayName}` : "",
    endComment ? `: ${endComment}` : "",
  ].join("");

/** Which conditions were lost, where it ended for that. */
export const spokenCauses = ({ endCauses }: Grant): string | null =>
  endCauses.length > 0 ? endCauses.map(({ message }) => message).join(" ") : null;

/** Where one access stands, as AWS confirmed it. */
export const spokenGrant = (grant: Grant): string => {
  const { state, startsAt, endsAt, endedAt, failure, progress } = grant;
  const trouble = progress?.lastError ? `; AWS says: ${progress.lastError}` : "";
  const line = progress && progress.placeInLine > 0 ? `; ${progress.placeInLine} before it in line` : "";
  switch (state) {
    case "scheduled":
      return `scheduled for ${localTime(startsAt)}`;
    case "activating":
      return `activating${line}${trouble}`;
    case "active":
      return `active until ${localTime(endsAt)}`;
    case "ending":
      return `ending (${spokenEnd(grant)})${line}${trouble}`;
    case "ended":
      return `ended${endedAt ? ` at ${localTime(endedAt)}` : ""} (${spokenEnd(grant)})`;
    case "failed":
      return `failed${failure ? `; AWS says: ${failure}` : ""}`;
    default:
      // A newer Stint may know states that this command line does not.
      return String(state);
  }
};

/** “PowerUserAccess in payments-prod (111122223333) for 2 h”. */
export const spokenWish = (facts: {
  role: string;
  accounts: readonly { id: string; name: string }[];
  minutes: number;
}): string => {
  const where = facts.accounts.map(({ id, name }) => (name === id ? id : `${name} (${id})`)).join(", ");
  return `${facts.role} in ${where} for ${spokenMinutes(facts.minutes)}`;
};
