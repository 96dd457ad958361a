import type { Actor } from "../core/audit.ts";
import { refuse } from "../core/decision.ts";
import { notFound, Refusal } from "../core/refusal.ts";
import { findApiClient, revokeClient } from "../store/api-clients.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { CommandContext } from "./context.ts";

/** From here on the client gets no token, and none it holds is worth anything. */
export const revokeApiClient = (ctx: CommandContext, facts: { actor: Actor; clientId: string }): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const now = ctx.clock.now();
    const client = await revokeClient(trx, { id: facts.clientId, at: now });
    if (!client) {
      const before = await findApiClient(trx, facts.clientId);
      if (!before) throw notFound("api-client");
      throw new Refusal("conflict", [refuse("api-client.already-revoked", "This API client was revoked before.")]);
    }
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, [
      {
        actor: facts.actor,
        action: "api-client.revoked",
        subject: { kind: "api-client", id: client.id },
        personId: client.personId,
        data: { name: client.name },
      },
    ]);
  });
