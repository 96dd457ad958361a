import type { PersonInGroups } from "./directory.ts";
import type { ApprovalPolicy } from "./policies.ts";
import { namesPerson } from "./principal-match.ts";
import type { Settings } from "./settings.ts";

/**
 * What someone may be and do at this moment, from the directory, the settings and the policies as they stand. Made anew for every
 * call, and never from what a browser or a token claims.
 */
export type Authority = {
  person: PersonInGroups;
  isAdmin: boolean;
  isAuditor: boolean;
  /** The approval policies that name this person, or a group they are in. */
  approves: ApprovalPolicy[];
};

/** Who is admin and who is auditor: the one place that says so. */
export const groupRights = (
  person: Pick<PersonInGroups, "groupIds">,
  settings: Pick<Settings, "adminGroupId" | "auditorGroupId">,
): { isAdmin: boolean; isAuditor: boolean } => {
  const isIn = (groupId: string | null) => groupId !== null && person.groupIds.includes(groupId);
  return { isAdmin: isIn(settings.adminGroupId), isAuditor: isIn(settings.auditorGroupId) };
};

/** Being admin gives no approval rights and no audit pages, and being either of the others makes nobody admin. */
export const authorityOf = (facts: {
  person: PersonInGroups;
  settings: Pick<Settings, "adminGroupId" | "auditorGroupId">;
  approvalPolicies: readonly ApprovalPolicy[];
}): Authority => {
  const { person, settings } = facts;
  return {
    person,
    ...groupRights(person, settings),
    approves: facts.approvalPolicies.filter((policy) => namesPerson(policy.approvers, person)),
  };
};
