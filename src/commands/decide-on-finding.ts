import { checkComment } from "../core/comment-rules.ts";
import { refuse } from "../core/decision.ts";
import { isOwnAccess } from "../core/drift.ts";
import { tidied } from "../core/plain-words.ts";
import { notFound, Refusal } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { changeFinding, type Finding, findFinding, lockFinding } from "../store/drift-findings.ts";
import { findPersonInGroups } from "../store/people.ts";
import { actorOf } from "./actor-of.ts";
import { adoptAssignment } from "./adopt-assignment.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { findOwnEntries } from "./find-own-entries.ts";
import { findingEntry } from "./finding-entry.ts";
import { recordingRefusal } from "./recording-refusal.ts";

export type Decision = { caller: Caller; findingId: string; comment?: string | null | undefined };

const conflict = (code: string, message: string) => new Refusal("conflict", [refuse(code, message)]);

/** From these an admin may have it removed. */
const undecided = ["open", "accepted"] as const;

const over = ({ state }: Finding) =>
  conflict("drift-finding.decided", `This is ${state} already. Look at the list again.`);

/** One admin's word on one finding: authority, the finding and the comment are looked at first; a refusal is recorded. */
export const decideOnFinding = (
  ctx: CommandContext,
  decision: Decision,
  carryOut: (trx: Trx, facts: { finding: Finding; comment: string | null; now: Date }) => Promise<Finding>,
): Promise<Finding> => {
  const { caller, findingId } = decision;
  const subject = { kind: "drift-finding", id: findingId };
  return recordingRefusal(ctx, { caller, action: "drift.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, caller);
      const finding = await findFinding(trx, findingId);
      if (!finding) throw notFound("drift-finding");
      const comment = tidied(decision.comment);
      const wrong = checkComment(comment, false);
      if (wrong) throw new Refusal("invalid", [wrong]);
      return carryOut(trx, { finding, comment, now: ctx.clock.now() });
    }),
  );
};

/** Nobody says of access of their own that it may stay, be it theirs or a group's. */
export const assertNotOwn = async (
  trx: Trx,
  { caller, finding }: { caller: Caller; finding: Finding },
): Promise<void> => {
  const person = await findPersonInGroups(trx, caller.personId);
  const holder = { kind: finding.principalKind, id: finding.principalId };
  const own = person ? await findOwnEntries(trx, person) : [];
  if (own.length === 0 || own.some((entry) => isOwnAccess(entry, holder)))
    throw new Refusal("forbidden", [
      refuse(
        "drift-finding.own",
        "This is access of your own, or of a group that you are in: another admin says whether it may stay.",
      ),
    ]);
};

/**
 * Says that what was found may stay; only admins may, and not of access that is their own. It stays in the list, and the settings do not
 * have it removed.
 */
export const acceptFinding = (ctx: CommandContext, decision: Decision): Promise<Finding> =>
  decideOnFinding(ctx, decision, async (trx, { finding: seen, comment, now }) => {
    const finding = (await lockFinding(trx, seen.id)) ?? seen;
    if (finding.state !== "open") throw over(finding);
    await assertNotOwn(trx, { caller: decision.caller, finding });
    const change = { state: "accepted" as const, acceptedById: decision.caller.personId, acceptedAt: now, comment };
    const accepted = await changeFinding(trx, { id: finding.id, change });
    const actor = actorOf(decision.caller);
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      findingEntry({ action: "drift.accepted", finding: accepted, actor, data: { comment } }),
    ]);
    return accepted;
  });

const assertInReach = async (trx: Trx, { accountId }: Finding): Promise<void> => {
  const where = await findDeployment(trx);
  if (where?.managementAccountId === accountId && where.callerAccountId !== accountId)
    throw conflict(
      "drift-finding.out-of-reach",
      "This is in the management account, which Stint cannot change from a delegated administrator account. Take it away in AWS.",
    );
};

/**
 * Has what was found taken away, though Stint did not make it: the one exception to leaving standing assignments alone that a person can
 * choose; only admins may. Not while access through Stint rides on it: that is ended first.
 */
export const removeFinding = (ctx: CommandContext, decision: Decision): Promise<Finding> =>
  decideOnFinding(ctx, decision, async (trx, { finding, comment, now }) => {
    await assertInReach(trx, finding);
    const { caller } = decision;
    const by = { because: "admin" as const, personId: caller.personId, comment };
    const adoption = await adoptAssignment(trx, ctx, { finding, from: undecided, by, actor: actorOf(caller), now });
    if (adoption === "decided") throw over((await findFinding(trx, finding.id)) ?? finding);
    if (adoption === "in-use")
      throw conflict("drift-finding.in-use", "Access through Stint rides on this assignment. End that access first.");
    if (adoption === "busy")
      throw conflict("drift-finding.busy", "Stint is at work on this assignment. Try again in a moment.");
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, adoption.entries);
    return adoption.finding;
  });
