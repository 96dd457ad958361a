import type { CommandContext } from "./context.ts";
import { type DecidedRequest, type Deciding, decideRequest } from "./decide-request.ts";

/** Gives one approval. With the last one needed, the grants exist and their windows are fixed. */
export const approveRequest = (ctx: CommandContext, facts: Deciding): Promise<DecidedRequest> =>
  decideRequest(ctx, { ...facts, verdict: "approve" });
