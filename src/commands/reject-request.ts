import type { CommandContext } from "./context.ts";
import { type DecidedRequest, type Deciding, decideRequest } from "./decide-request.ts";

/** Rejects the request for good; one rejection is enough, whatever approvals there are. */
export const rejectRequest = (ctx: CommandContext, facts: Deciding): Promise<DecidedRequest> =>
  decideRequest(ctx, { ...facts, verdict: "reject" });
