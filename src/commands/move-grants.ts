import {
  afterMove,
  type Gone,
  type GrantMove,
  isWanted,
  moveByAbsence,
  moveByConfirmation,
  moveByRefusal,
  moveByTime,
} from "../core/grant-transitions.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { AssignmentState } from "../core/reconciliation.ts";
import { lockOpenGrants, moveGrant } from "../store/assignment-grants.ts";
import type { Trx } from "../store/database.ts";
import type { Moved } from "./tell-grant-moves.ts";

export type OpenGrant = Awaited<ReturnType<typeof lockOpenGrants>>[number];
export type Moves = { moved: Moved[]; grants: OpenGrant[]; wanted: boolean };

/**
 * Moves the grants of one assignment as far as time, a refusal for good, somebody else's removal and AWS's confirmation carry them, each
 * only from where it is. Whether the assignment is wanted is decided once those are out that no longer want it.
 */
export const moveGrants = async (
  trx: Trx,
  facts: {
    key: AssignmentKey;
    state: AssignmentState;
    refusal: string | undefined;
    /** Set when AWS was found not to hold what it had confirmed. */
    gone: Gone | undefined;
    /** It is out of the organisation, and AWS said that it does nothing there. */
    accountIsGone: boolean;
    now: Date;
  },
): Promise<Moves> => {
  const { now, state, refusal, gone, accountIsGone } = facts;
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
  const timed = await carryOut(await lockOpenGrants(trx, facts.key), (grant) => moveByTime(grant, now));
  const tried = refusal === undefined ? timed : await carryOut(timed, (grant) => moveByRefusal(grant, refusal));
  const left = gone ? await carryOut(tried, (grant) => moveByAbsence(grant, gone)) : tried;
  const wanted = isWanted(left, now);
  const grants = await carryOut(left, (grant) => moveByConfirmation(grant, { state, wanted, accountIsGone }));
  return { moved, grants, wanted };
};
