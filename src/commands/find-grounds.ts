import { type Ground, groundsOf } from "../core/grounds.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findEligibilityPoliciesOf } from "../store/eligible-access.ts";
import { findPersonInGroups } from "../store/people.ts";

/** On what this person's eligibility for this role rests now, in each of these accounts. */
export const findGrounds = async (
  db: Db,
  facts: { personId: string; accountIds: readonly string[]; permissionSetArn: string },
): Promise<Ground[]> => {
  const { permissionSetArn } = facts;
  const person = await findPersonInGroups(db, facts.personId);
  if (!person) return [];
  const policies = await findEligibilityPoliciesOf(db, person, permissionSetArn);
  const accounts = await findAccounts(db, facts.accountIds);
  return accounts.flatMap((account) => groundsOf({ person, account, permissionSetArn, policies }));
};
