import { decide } from "../core/decision.ts";
import { deciderChecks, undecidedChecks } from "../core/decision-rules.ts";
import { findRequest } from "../store/requests.ts";
import type { Caller, CommandContext } from "./context.ts";
import { findRequestSight } from "./find-request-sight.ts";

/**
 * Whose request it is, if the caller may see it and decide on it as things stand; undefined otherwise. It decides nothing: the
 * decision looks again under its lock. What it costs to ask about the requester is spent only on those who may decide.
 */
export const findRequesterToDecideOn = async (
  ctx: CommandContext,
  facts: { caller: Caller; requestId: string },
): Promise<string | undefined> => {
  const { caller, requestId } = facts;
  const request = await findRequest(ctx.db, requestId);
  if (request?.state !== "pending") return undefined;
  const sight = await findRequestSight(ctx.db, { caller, request, now: ctx.clock.now() });
  const maySpeak = sight && decide([...deciderChecks, ...undecidedChecks], sight.facts).allowed;
  return maySpeak ? request.requesterId : undefined;
};
