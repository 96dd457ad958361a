import type { Reason } from "../core/decision.ts";
import { type RequestInput, tidyInput } from "../core/request-input.ts";
import { judgeRequest } from "../core/request-rules.ts";
import type { Caller, CommandContext } from "./context.ts";
import { findNewRequestFacts } from "./find-request-facts.ts";

const mostShown = 50;

/** What sending this very form would do now, and what the form should tell before it is sent. */
export type Preview = {
  allowed: boolean;
  /** Why not; the very reasons that sending would be refused with. */
  because: Reason[];
  approvalRequired: boolean;
  approvalsNeeded: number;
  /** The first of those who could approve. */
  approvers: { id: string; displayName: string; userName: string }[];
  approverCount: number;
  /** Null where the requester is not eligible. */
  maxDurationMinutes: number | null;
};

/** Answers as sending would, from the same judge, and changes nothing. */
export const previewRequest = async (
  ctx: CommandContext,
  facts: { caller: Caller; input: RequestInput },
): Promise<Preview> => {
  const asked = { requesterId: facts.caller.personId, input: tidyInput(facts.input), now: ctx.clock.now() };
  const weighed = await findNewRequestFacts(ctx.db, asked);
  const verdict = judgeRequest(weighed);
  const approvers = weighed.approval?.approvers ?? [];
  return {
    allowed: verdict.allowed,
    because: verdict.allowed ? [] : verdict.because,
    approvalRequired: weighed.approval !== undefined,
    approvalsNeeded: weighed.approval?.ruling.approvalsNeeded ?? 0,
    approvers: approvers.slice(0, mostShown).map(({ id, displayName, userName }) => ({ id, displayName, userName })),
    approverCount: approvers.length,
    maxDurationMinutes: weighed.ruling?.maxDurationMinutes ?? null,
  };
};
