import { afterMove, type GrantMove, isWanted, moveByConfirmation, moveByTime } from "../core/grant-transitions.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { AssignmentState } from "../core/reconciliation.ts";
import { lockOpenGrants, moveGrant } from "../store/assignment-grants.ts";
import type { Trx } from "../store/database.ts";
import type { Moved } from "./tell-grant-moves.ts";

export type OpenGrant = Awaited<ReturnType<typeof lockOpenGrants>>[number];
export type Moves = { moved: Moved[]; grants: OpenGrant[]; wanted: boolean };

/**
 * Moves the grants of one assignment as far as time, a refusal for good and AWS's confirmation carry them, each only from where it is.
 * Whether the assignment is wanted is decided once the refused ones are out.
 */
export const moveGrants = async (
  trx: Trx,
  facts: { key: AssignmentKey; state: AssignmentState; refusal: string | undefined; now: Date },
): Promise<Moves> => {
  const { now, state, refusal } = facts;
  const moved: Moved[] = [];
  const carryOut = async (grants: OpenGrant[], decideMove: (grant: OpenGrant) => GrantMove | undefined) => {
    const after: OpenGrant[] = [];
    for (const grant of grants) {
      const move = decideMove(grant);
      if (move && (await moveGrant(trx, move, now))) moved.push({ grant, move });
      after.push(afterMove(grant, move));
    }
    return after;
  };
  const failIfRefused = (grant: OpenGrant): GrantMove | undefined =>
    refusal !== undefined && grant.state === "activating"
      ? { grantId: grant.id, from: "activating", to: "failed", failure: refusal }
      : undefined;
  const timed = await carryOut(await lockOpenGrants(trx, facts.key), (grant) => moveByTime(grant, now));
  const tried = await carryOut(timed, failIfRefused);
  const wanted = isWanted(tried, now);
  const grants = await carryOut(tried, (grant) => moveByConfirmation(grant, { state, wanted }));
  return { moved, grants, wanted };
};
