import type { NoticeFacts } from "../core/notice.ts";
import type { Told } from "./notice-text.ts";
import { oneLine } from "./plain-text.ts";
import { showTime } from "./show-time.ts";

type Headline = { subject: string; lead: string };

const where = ({ accounts }: NoticeFacts) => {
  const first = accounts[0] ? oneLine(accounts[0].name, 60) : "an account";
  return accounts.length > 1 ? `${first} and ${accounts.length - 1} more` : first;
};

/** The subject, and the one sentence that says what happened to whom. */
export const headline = ({ facts, role }: Told): Headline => {
  const who = oneLine(facts.requesterName, 60);
  const what = `${oneLine(facts.permissionSetName, 60)} in ${where(facts)}`;
  const isOwn = role === "requester";
  const request = `${isOwn ? "Your request" : `The request of ${who}`} for ${what}`;
  const access = `${isOwn ? "Your access" : `The access of ${who}`} as ${what}`;
  switch (facts.notice.kind) {
    case "request.asked":
      return isOwn
        ? { subject: `Asked for: ${what}`, lead: `You asked for ${what}. It waits for approval.` }
        : { subject: `${who} asks for ${what}`, lead: `${who} asks for ${what}. Approval is needed.` };
    case "request.approved":
      return { subject: `Approved: ${what} for ${who}`, lead: `${request} was approved${byPolicy(facts)}.` };
    case "request.rejected":
      return { subject: `Rejected: ${what} for ${who}`, lead: `${request} was rejected. Nothing was granted.` };
    case "request.cancelled":
      return { subject: `Cancelled: ${what} for ${who}`, lead: `${request} was cancelled. Nothing was granted.` };
    case "request.expired":
      return {
        subject: `Expired: ${what} for ${who}`,
        lead: `${request} expired before it was decided. Nothing was granted.`,
      };
    case "grant.started":
      return { subject: `Started: ${what} for ${who}`, lead: `${access} has started${until(facts)}.` };
    case "grant.ended":
      return facts.grant?.kept && facts.grant.kept !== "account-gone"
        ? {
            subject: `Goes on: ${what} for ${who}`,
            lead: `${access} goes on ${whyItGoesOn(facts)}. One grant of it is over: ${whyEnded(facts)}.`,
          }
        : { subject: `Ended: ${what} for ${who}`, lead: `${access} has ended: ${whyEnded(facts)}.` };
    case "grant.activation-unconfirmed":
      return {
        subject: `Not confirmed as started: ${what} for ${who}`,
        lead: `${access} should have started, but AWS has not confirmed it. Stint goes on trying until its time is up.`,
      };
    case "grant.activation-failed":
      return {
        subject: `Failed: ${what} for ${who}`,
        lead: `${access} could not be started. ${isOwn ? "You do not have it; ask again once the cause is gone." : "Nothing was granted."}`,
      };
    case "grant.removal-unconfirmed":
      return {
        subject: `Not confirmed as removed: ${what} for ${who}`,
        lead: `${access} is over, but AWS has not confirmed its removal. Stint goes on trying until it does. Until then the access may still work.`,
      };
  }
};

const byPolicy = ({ decisions }: NoticeFacts) =>
  decisions.some((decision) => decision.verdict === "approve" && decision.deciderName === null) ? " by policy" : "";

const until = ({ grant }: NoticeFacts) => (grant ? ` and ends at ${showTime(grant.endsAt)}` : "");

const whyItGoesOn = ({ grant, goesOnUntil }: NoticeFacts): string => {
  if (grant?.kept === "standing") return "by a standing assignment that was there before Stint and remains";
  return goesOnUntil
    ? `by another grant until ${showTime(goesOnUntil)}`
    : "for a time by another grant, which is over by now";
};

/** The first cause in a sentence of its own; the page of the access has them all. */
const causes = ({ endCauses: [first] }: NonNullable<NoticeFacts["grant"]>) =>
  first ? `. ${oneLine(first.message, 200).replace(/\.$/, "")}` : "";

const whyEnded = ({ grant, endedByName }: NoticeFacts): string => {
  switch (grant?.endReason) {
    case "revoked":
      return endedByName === null ? "it was ended early" : `${oneLine(endedByName, 60)} ended it`;
    case "emergency-stop":
      return endedByName === null ? "an emergency stop" : `an emergency stop by ${oneLine(endedByName, 60)}`;
    case "eligibility-lost":
      return `the person is no longer eligible for it${causes(grant)}`;
    case "person-disabled":
      return "the person is disabled or gone";
    case "found-gone":
      return "somebody took it away in AWS, not through Stint";
    case "restored":
      return "Stint's database was restored to an earlier moment; ask again if it is still needed";
    case "elapsed":
    case null:
    case undefined:
      return "its time is up";
  }
};
