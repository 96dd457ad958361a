import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { lockOpenGrants } from "../store/assignment-grants.ts";
import { lockAssignment, release } from "../store/assignments.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { changeFinding, type Finding, lockFinding } from "../store/drift-findings.ts";
import { actorOf } from "./actor-of.ts";
import type { CommandContext } from "./context.ts";
import { assertNotOwn, type Decision, decideOnFinding } from "./decide-on-finding.ts";
import { findingEntry } from "./finding-entry.ts";

const conflict = (code: string, message: string) => new Refusal("conflict", [refuse(code, message)]);

/** What was found, held until the transaction ends, with nobody at work on it and no access through Stint riding on it. */
const lockForCallingOff = async (trx: Trx, seen: Finding, now: Date) => {
  const key = { personId: seen.principalId, accountId: seen.accountId, permissionSetArn: seen.permissionSetArn };
  // The assignment before what was found on it, as everybody locks them who has both.
  const row = await lockAssignment(trx, key);
  const finding = await lockFinding(trx, seen.id);
  if (finding?.state !== "removing" || row?.findingId !== finding.id)
    throw conflict("drift-finding.not-removing", "This is not being taken away any more. Look at the list again.");
  const isLeased = row.leaseUntil !== null && row.leaseUntil > now;
  if (isLeased || row.operationKind || row.doubtUntil || row.removalDoubtUntil)
    throw conflict(
      "drift-finding.busy",
      "AWS is at work on this removal, or may be. Try again in a moment: it may be gone by then.",
    );
  const grants = await lockOpenGrants(trx, key);
  if (grants.some(({ state }) => state === "ending"))
    throw conflict(
      "drift-finding.in-use",
      "Access through Stint is ending on this assignment, and AWS has to confirm that first. It cannot be called off while it does not.",
    );
  if (grants.some(({ state, startsAt }) => state !== "scheduled" || startsAt <= now))
    throw conflict("drift-finding.in-use", "Access through Stint rides on this assignment. End that access first.");
  return { finding, key, lastError: row.lastError };
};

/**
 * Calls off a removal that AWS does not carry out: what was found stays, as if an admin had said so from the first, and Stint asks AWS for
 * nothing more. Only admins may, and not of access that is their own. Never while AWS may be at work on it.
 */
export const callOffRemoval = (ctx: CommandContext, decision: Decision): Promise<Finding> =>
  decideOnFinding(ctx, decision, async (trx, { finding: seen, comment, now }) => {
    const { caller } = decision;
    const { finding, key, lastError } = await lockForCallingOff(trx, seen, now);
    await assertNotOwn(trx, { caller, finding });
    await release(trx, key);
    const stays = await changeFinding(trx, {
      id: finding.id,
      change: {
        ...{ state: "accepted", acceptedById: caller.personId, acceptedAt: now, comment },
        ...{ removalBecause: null, removalAskedAt: null, removalAskedById: null },
      },
    });
    const { removalBecause: because, removalAskedAt: askedAt, removalAskedById: askedById } = finding;
    const data = { comment, because, askedAt, askedById, lastError };
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      findingEntry({ action: "drift.removal-called-off", finding: stays, actor: actorOf(caller), data }),
    ]);
    return stays;
  });
