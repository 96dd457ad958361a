import { type Check, decide, type Reason, refuse } from "./decision.ts";
import { durationIsWithinMaximum, formChecks } from "./form-rules.ts";
import { notHeld } from "./hold-rules.ts";
import { existenceChecks, reachChecks } from "./reach-rules.ts";
import type { RefusalKind } from "./refusal.ts";
import type { RequestFacts } from "./request-facts.ts";

/** Asking in vain is refused at once, rather than left to expire. */
const someoneCanApprove: Check<Pick<RequestFacts, "approval" | "input">> = ({ approval, input }) =>
  approval && approval.approvers.length === 0
    ? refuse(
        "approval.no-one-can-approve",
        input.accountIds.length > 1
          ? "This needs approval, and nobody but the requester could give it for all of these accounts together. Ask for them one by one, or ask your admins to name an approver."
          : "This needs approval, and nobody but the requester could give it. Ask your admins to name an approver.",
      )
    : undefined;

const enoughCanApprove: Check<Pick<RequestFacts, "approval">> = ({ approval }) => {
  if (!approval) return undefined;
  const needed = approval.ruling.approvalsNeeded;
  const possible = approval.approvers.length;
  return possible > 0 && possible < needed
    ? refuse(
        "approval.too-few-approvers",
        `This needs ${needed} approvals, and only ${possible} ${possible === 1 ? "person" : "people"} besides the requester could give one. Ask your admins to name more approvers.`,
      )
    : undefined;
};

const approvalChecks: Check<RequestFacts>[] = [someoneCanApprove, enoughCanApprove];

export type Verdict = { allowed: true } | { allowed: false; kind: RefusalKind; because: [Reason, ...Reason[]] };

const stages: { kind: RefusalKind; checks: readonly Check<RequestFacts>[] }[] = [
  { kind: "invalid", checks: [...formChecks, ...existenceChecks] },
  { kind: "forbidden", checks: reachChecks },
  { kind: "conflict", checks: [notHeld, ...approvalChecks] },
];

/** The rules that must still hold when the last approval is given. What was said in the form is not judged again. */
const stagesAtApproval: typeof stages = [
  { kind: "conflict", checks: [...existenceChecks, ...reachChecks, notHeld, durationIsWithinMaximum] },
];

const judge = (facts: RequestFacts, by: typeof stages): Verdict => {
  const failed = by.flatMap(({ kind, checks }) => decide(checks, facts).because.map((reason) => ({ kind, reason })));
  const [first, ...others] = failed;
  if (!first) return { allowed: true };
  return { allowed: false, kind: first.kind, because: [first.reason, ...others.map(({ reason }) => reason)] };
};

/** Whether the request may be sent; every reason against it at once. The only judge: what a preview says, sending does. */
export const judgeRequest = (facts: RequestFacts): Verdict => judge(facts, stages);

/** Whether access may be granted on a request that was sent earlier. */
export const judgeAtApproval = (facts: RequestFacts): Verdict => judge(facts, stagesAtApproval);
