import { refuse } from "../core/decision.ts";
import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { type Authority, authorityOf } from "../core/personas.ts";
import type { ApprovalPolicy } from "../core/policies.ts";
import { Refusal } from "../core/refusal.ts";
import type { Settings } from "../core/settings.ts";
import type { Db } from "../store/database.ts";
import { findApprovalPoliciesNaming } from "../store/eligible-access.ts";
import { findPeopleInGroups, findPersonInGroups } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";
import type { Caller } from "./context.ts";

type Known = {
  person: PersonInGroups | undefined;
  settings: Settings;
  approvalPolicies: readonly ApprovalPolicy[];
};

const authorityIn = ({ person, settings, approvalPolicies }: Known, caller: Caller): Authority => {
  if (!person || !isPresent(person))
    throw new Refusal("forbidden", [
      refuse("person.not-present", "You are disabled in Identity Center, or no longer there."),
    ]);
  const authority = authorityOf({ person, settings, approvalPolicies });
  return caller.groupsAreStale ? { ...authority, isAdmin: false, isAuditor: false } : authority;
};

/** What the caller may be and do at this moment, as the database that is passed sees it. Who is disabled or gone may do nothing. */
export const getAuthority = async (db: Db, caller: Caller): Promise<Authority> => {
  const person = await findPersonInGroups(db, caller.personId);
  const settings = await readSettings(db);
  const approvalPolicies = person ? await findApprovalPoliciesNaming(db, person) : [];
  return authorityIn({ person, settings, approvalPolicies }, caller);
};

/** The same of any of these people, read at once: what is answered refuses who is disabled, gone, or not among them. */
export const getAuthorities = async (db: Db, personIds: readonly string[]): Promise<(caller: Caller) => Authority> => {
  const people = await findPeopleInGroups(db, [...new Set(personIds)]);
  const settings = await readSettings(db);
  const approvalPolicies = await findApprovalPoliciesNaming(db, ...people.values());
  return (caller) => authorityIn({ person: people.get(caller.personId), settings, approvalPolicies }, caller);
};
