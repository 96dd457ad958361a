import { secretHash } from "../core/secret-hash.ts";
import { appendAudit } from "../store/audit-events.ts";
import { deleteSession } from "../store/sessions.ts";
import type { CommandContext } from "./context.ts";

/** Ends the session with this token. Signing out of a session that is over already is no mistake. */
export const signOut = (ctx: CommandContext, facts: { token: string }): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const session = await deleteSession(trx, secretHash(facts.token));
    if (!session) return;
    const { personId } = session;
    await appendAudit(trx, { at: ctx.clock.now(), newId: ctx.ids.newId }, [
      {
        actor: { kind: "person", id: personId },
        action: "signed-out",
        subject: { kind: "person", id: personId },
        personId,
      },
    ]);
  });
