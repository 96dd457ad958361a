import { checkComment } from "../core/comment-rules.ts";
import { decide } from "../core/decision.ts";
import { type EndFacts, enderChecks, unendedChecks } from "../core/end-rules.ts";
import type { Grant } from "../core/grant.ts";
import type { Authority } from "../core/personas.ts";
import { tidied } from "../core/plain-words.ts";
import { assertAllowed, notFound, Refusal } from "../core/refusal.ts";
import { isNamedFor } from "../core/visibility.ts";
import { lockAssignment } from "../store/assignments.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Db, Trx } from "../store/database.ts";
import { endGrants, findGrant, lockGrant } from "../store/grants.ts";
import { findPeople } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { placedAccounts } from "./find-request-sight.ts";
import { maySeeGrant } from "./may-see-grant.ts";
import { recordingRefusedAttempt } from "./recording-refused-attempt.ts";
import { tellEarlyEnd } from "./tell-early-end.ts";

const endFacts = async (db: Db, authority: Authority, grant: Grant): Promise<EndFacts> => {
  const accounts = [(await placedAccounts(db, [grant.accountId]))(grant.accountId)];
  const [ender] = grant.endedById === null ? [] : await findPeople(db, [grant.endedById]);
  return {
    grant,
    caller: { id: authority.person.id, isAdmin: authority.isAdmin },
    isNamed: isNamedFor(authority, { accounts, permissionSetArn: grant.permissionSetArn }),
    endedBy: ender?.displayName ?? grant.endedById,
  };
};

type Ending = { caller: Caller; grantId: string; comment: string | null; now: Date };

const endLocked = async (trx: Trx, ctx: CommandContext, ending: Ending): Promise<Grant> => {
  const { caller, now, comment } = ending;
  const seen = await findGrant(trx, ending.grantId);
  if (!seen) throw notFound("grant");
  await lockAssignment(trx, seen);
  const grant = await lockGrant(trx, seen.id);
  const authority = await getAuthority(trx, caller);
  if (!(await maySeeGrant(trx, authority, grant))) throw notFound("grant");
  const facts = await endFacts(trx, authority, grant);
  assertAllowed(decide(enderChecks, facts), "forbidden");
  assertAllowed(decide(unendedChecks, facts), "conflict");
  const wrong = checkComment(comment, (await readSettings(trx)).endCommentRequired);
  if (wrong) throw new Refusal("invalid", [wrong]);
  const [after] = await endGrants(trx, {
    ...{ ids: [grant.id], reason: "revoked", endedById: caller.personId, comment, at: now },
  });
  if (!after) throw new Error(`grant ${grant.id} moved while it was locked`);
  const ended = [{ before: grant, after }];
  const entries = await tellEarlyEnd(trx, ctx, { ended, actor: actorOf(caller), now });
  await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  return after;
};

/**
 * Ends access before its time. No policy or setting can prevent it, nor anything that is gone: only who asks, and that it has not
 * ended yet, matter. A scheduled grant is over at once; for any other the engine begins to remove the assignment now.
 */
export const endGrant = (
  ctx: CommandContext,
  facts: { caller: Caller; grantId: string; comment?: string | null | undefined },
): Promise<Grant> => {
  const { caller, grantId } = facts;
  const ending = { caller, grantId, comment: tidied(facts.comment), now: ctx.clock.now() };
  const attempt = { caller, what: "end" as const, subject: { kind: "grant" as const, id: grantId } };
  return recordingRefusedAttempt(ctx, attempt, () =>
    ctx.db.transaction().execute((trx) => endLocked(trx, ctx, ending)),
  );
};
