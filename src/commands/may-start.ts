import { isPresent } from "../core/directory.ts";
import { holdOn } from "../core/emergency-stop.ts";
import { holdReason } from "../core/hold-rules.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { Trx } from "../store/database.ts";
import { findHolds } from "../store/emergency-holds.ts";
import { findPeople } from "../store/people.ts";
import { isMirrorFresh } from "./mirror-is-fresh.ts";

/**
 * Nobody is given access who may have been disabled without Stint knowing, nor what an emergency stop holds: answers why not, or
 * undefined. A scheduled start may come weeks after its approval, and while the directory cannot be read nothing else would notice that
 * the person has left.
 */
export const mayStart = async (trx: Trx, facts: { key: AssignmentKey; now: Date }): Promise<string | undefined> => {
  const { personId, accountId, permissionSetArn } = facts.key;
  const [person] = await findPeople(trx, [personId]);
  if (!person || !isPresent(person)) return "The person is disabled or gone from Identity Center: access is not given.";
  const hold = holdOn(await findHolds(trx, [personId, accountId, permissionSetArn]), facts.key);
  if (hold) return holdReason(hold).message;
  if (await isMirrorFresh(trx, { personId, now: facts.now })) return undefined;
  return "What Stint last heard of this person from Identity Center is too old to give access on. It starts as soon as the directory was read again.";
};
