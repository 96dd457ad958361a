import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { createApiClient } from "./create-api-client.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/**
 * An admin makes an API client that acts as themself. Nobody can for somebody else: whoever holds the secret is that
 * person to Stint, and could approve their own requests as them. A machine makes no machines.
 */
export const createOwnApiClient = async (
  ctx: CommandContext,
  facts: { caller: Caller; name: string; personId?: string | undefined; scopes: readonly string[] },
) => {
  const { caller } = facts;
  const subject = { kind: "api-client", id: "new" };
  return recordingRefusal(ctx, { caller, action: "api-client.refused", subject }, async () => {
    await assertAdmin(ctx.db, caller);
    if (caller.via)
      throw new Refusal("forbidden", [
        refuse("api-client.by-client", "An API client cannot make another. Sign in at a browser."),
      ]);
    if (facts.personId !== undefined && facts.personId !== caller.personId)
      throw new Refusal("forbidden", [
        refuse(
          "api-client.other-person",
          "You can only make a client that acts as you. Let the person whom it shall act as make it.",
          "personId",
        ),
      ]);
    const client = { name: facts.name, personId: caller.personId, scopes: facts.scopes };
    return createApiClient(ctx, { actor: actorOf(caller), client });
  });
};
