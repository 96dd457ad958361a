import { refuse } from "../core/decision.ts";
import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { type Authority, authorityOf } from "../core/personas.ts";
import type { ApprovalPolicy } from "../core/policies.ts";
import { Refusal } from "../core/refusal.ts";
import type { Settings } from "../core/settings.ts";
import type { Db } from "../store/database.ts";
import { findApprovalPoliciesNaming } from "../store/eligible-access.ts";
import { findPeopleInGroups } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";
import { findStanding } from "../store/standing.ts";
import type { Caller } from "./context.ts";

type Standing = { person: PersonInGroups; settings: Settings; approvalPolicies: readonly ApprovalPolicy[] };

const authorityIn = (standing: Standing | undefined, caller: Caller): Authority => {
  if (!standing || !isPresent(standing.person))
    throw new Refusal("forbidden", [
      refuse("person.not-present", "You are disabled in Identity Center, or no longer there."),
    ]);
  const authority = authorityOf(standing);
  return caller.groupsAreStale ? { ...authority, isAdmin: false, isAuditor: false } : authority;
};

/** What the caller may be and do at this moment, as the database that is passed sees it. Who is disabled or gone may do nothing. */
export const getAuthority = async (db: Db, caller: Caller): Promise<Authority> =>
  authorityIn(await findStanding(db, caller.personId), caller);

/** The same of any of these people, read at once: what is answered refuses who is disabled, gone, or not among them. */
export const getAuthorities = async (db: Db, personIds: readonly string[]): Promise<(caller: Caller) => Authority> => {
  const [people, settings] = await Promise.all([findPeopleInGroups(db, [...new Set(personIds)]), readSettings(db)]);
  const approvalPolicies = await findApprovalPoliciesNaming(db, ...people.values());
  return (caller) => {
    const person = people.get(caller.personId);
    return authorityIn(person && { person, settings, approvalPolicies }, caller);
  };
};
