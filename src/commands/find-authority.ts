import { refuse } from "../core/decision.ts";
import { isPresent } from "../core/directory.ts";
import { type Authority, authorityOf } from "../core/personas.ts";
import { Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { findApprovalPoliciesNaming } from "../store/eligible-access.ts";
import { findPersonInGroups } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";
import type { Caller } from "./context.ts";

/** What the caller may be and do at this moment, as the database that is passed sees it. Who is disabled or gone may do nothing. */
export const getAuthority = async (db: Db, caller: Caller): Promise<Authority> => {
  const person = await findPersonInGroups(db, caller.personId);
  if (!person || !isPresent(person))
    throw new Refusal("forbidden", [
      refuse("person.not-present", "You are disabled in Identity Center, or no longer there."),
    ]);
  const authority = authorityOf({
    person,
    settings: await readSettings(db),
    approvalPolicies: await findApprovalPoliciesNaming(db, person),
  });
  return caller.groupsAreStale ? { ...authority, isAdmin: false, isAuditor: false } : authority;
};
