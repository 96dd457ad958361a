import type { AuditEntry } from "../core/audit.ts";
import { cutWindow, isCutAtEnd } from "../core/credential-cuts.ts";
import { isReachedFrom } from "../core/cut-policy.ts";
import type { AssignmentState } from "../core/reconciliation.ts";
import { findAccounts } from "../store/accounts.ts";
import { insertCuts } from "../store/credential-cuts.ts";
import type { Trx } from "../store/database.ts";
import { findCutByStop } from "../store/emergency-stop-grants.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import { readSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";
import { tellCut } from "./tell-cuts.ts";
import type { Moved } from "./tell-grant-moves.ts";

type Facts = {
  moved: readonly Moved[];
  state: AssignmentState;
  /** Another grant has a right to the assignment. */
  wanted: boolean;
  target: string | undefined;
  now: Date;
};

/**
 * Of what has moved, the grants that are over and whose access is gone: credentials that still work may be left of them. Not where the
 * assignment stays, for then new ones can be had rightly: a grant that failed does not say so itself. Nor where nothing was ever made.
 */
const leavingCredentials = ({ moved, state, wanted }: Facts): Moved[] => {
  if (wanted || state.ownership === "standing") return [];
  return moved.filter(
    ({ grant, move }) => move.from === "ending" && (grant.activatedAt !== null || state.ownership === "ours"),
  );
};

/** A grant can begin to end and be over in the same turn: then the row that was read does not say why yet. */
const reasonOf = ({ grant }: Moved, moved: readonly Moved[]) => {
  const ending = moved.find(({ grant: { id }, move }) => id === grant.id && move.to === "ending")?.move;
  return ending && "reason" in ending ? ending.reason : grant.endReason;
};

/**
 * Where the setting or an emergency stop wants it, has the credentials of grants that AWS just confirmed over denied until they expire: written with the end
 * itself, so that a crash loses neither. AWS is not called here, and the end waits for nothing. The audit entries are the caller's to append.
 */
export const askForCuts = async (trx: Trx, ctx: CommandContext, facts: Facts): Promise<AuditEntry[]> => {
  const { moved, now } = facts;
  const over = leavingCredentials(facts);
  const [first] = over;
  if (!first) return [];
  const { cutIssuedCredentials } = await readSettings(trx);
  const stopped = await findCutByStop(
    trx,
    over.map(({ grant }) => grant.id),
  );
  const meant = over.filter(
    (one) => stopped.has(one.grant.id) || isCutAtEnd(cutIssuedCredentials, reasonOf(one, moved)),
  );
  if (meant.length === 0) return [];
  // All of them ride on one assignment.
  const { accountId, permissionSetArn } = first.grant;
  const [account] = await findAccounts(trx, [accountId]);
  if (!isReachedFrom(facts.target, account)) return [];
  const [role] = await findPermissionSets(trx, [permissionSetArn]);
  const { before: issuedBefore, until: expiresAt } = cutWindow(now, role);
  const cuts = meant.map((one) => ({
    id: ctx.ids.newId(),
    grantId: one.grant.id,
    requestId: one.grant.requestId,
    personId: one.grant.personId,
    ...{ accountId, permissionSetArn, permissionSetName: role?.name ?? null, issuedBefore, expiresAt, askedAt: now },
    isEarly: reasonOf(one, moved) !== "elapsed",
    byEmergencyStop: stopped.has(one.grant.id),
  }));
  await insertCuts(trx, cuts);
  await ctx.jobs.wake(trx, "cut-credentials");
  return cuts.map((cut) => tellCut(cut, "credentials.cut-asked"));
};
