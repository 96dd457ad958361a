import { type Placed, scopeCovers } from "./covering-policies.ts";
import { type Reason, refuse } from "./decision.ts";
import type { Account, AccountState, Group, PermissionSet, PersonInGroups } from "./directory.ts";
import type { Ground } from "./grounds.ts";
import type { EligibilityPolicy, Scope } from "./policies.ts";
import { namesPerson } from "./principal-match.ts";

/** What is known now of what a right rests on. */
export type LostFacts = {
  person: PersonInGroups | undefined;
  account: Account | undefined;
  permissionSet: PermissionSet | undefined;
  managementIsOutOfReach: boolean;
  /** What it rested on when the access was granted, or asked for. */
  grounds: readonly Ground[];
  /** By id: those of the policies in the grounds that still exist. */
  policies: ReadonlyMap<string, EligibilityPolicy>;
  /** By id: those of the groups in the grounds that are known, gone ones too. */
  groups: ReadonlyMap<string, Group>;
  /** Organisational units that are gone. */
  goneOrgUnits: ReadonlySet<string>;
};

const stateWords: Record<Exclude<AccountState, "ACTIVE">, string> = {
  PENDING_ACTIVATION: "is not active yet",
  SUSPENDED: "is suspended",
  PENDING_CLOSURE: "is being closed",
  CLOSED: "is closed",
};

const ofPerson = ({ person }: LostFacts): Reason[] => {
  if (!person || person.goneAt !== null) return [refuse("person.gone", "The person is no longer in Identity Center.")];
  return person.enabled ? [] : [refuse("person.disabled", "The person is disabled in Identity Center.")];
};

const ofAccount = ({ account, managementIsOutOfReach }: LostFacts): Reason[] => {
  if (!account || account.goneAt !== null)
    return [refuse("account.gone", "The account is no longer in the organisation.")];
  if (account.state !== "ACTIVE")
    return [refuse("account.not-active", `The account ${account.name} ${stateWords[account.state]}.`)];
  return managementIsOutOfReach && account.isManagement
    ? [
        refuse(
          "account.management-excluded",
          "It is the management account, which Stint cannot reach from the delegated administrator account where it runs.",
        ),
      ]
    : [];
};

const ofPermissionSet = ({ permissionSet, managementIsOutOfReach }: LostFacts): Reason[] => {
  if (!permissionSet || permissionSet.goneAt !== null)
    return [refuse("permission-set.gone", "The permission set no longer exists in Identity Center.")];
  return managementIsOutOfReach && permissionSet.inManagementAccount
    ? [
        refuse(
          "permission-set.management-excluded",
          `“${permissionSet.name}” is provisioned in the management account now, and AWS does not let Stint change its assignments from the delegated administrator account where it runs.`,
        ),
      ]
    : [];
};

const sameScope = (one: Scope, other: Scope) =>
  one.type === other.type &&
  one.id === other.id &&
  (one.type === "account" || other.type === "account" || one.includeChildOus === other.includeChildOus);

/** Why the principals by which the policy named the person name them no longer. */
const ofPrincipals = (facts: LostFacts, ground: Ground, policy: EligibilityPolicy): Reason[] => {
  const stillThere = ground.principals.filter(({ type, id }) =>
    policy.principals.some((principal) => principal.type === type && principal.id === id),
  );
  if (stillThere.length === 0)
    return [refuse("policy.changed", `The policy “${policy.name}” was changed and no longer names the person.`)];
  return stillThere.map(({ id }) => {
    const group = facts.groups.get(id);
    const name = group?.displayName || id;
    return group && group.goneAt === null
      ? refuse(
          "membership.lost",
          `The person is no longer in the group “${name}”, which the policy “${policy.name}” names.`,
        )
      : refuse("group.gone", `The group “${name}”, which the policy “${policy.name}” names, no longer exists.`);
  });
};

/** Why the places by which the policy covered the account cover it no longer. */
const ofPlaces = (facts: LostFacts, ground: Ground, policy: EligibilityPolicy): Reason[] => {
  const stillThere = ground.scopes.filter((scope) => policy.scopes.some((now) => sameScope(scope, now)));
  if (stillThere.length === 0)
    return [refuse("policy.changed", `The policy “${policy.name}” was changed and no longer covers the account.`)];
  return stillThere.some(({ id }) => facts.goneOrgUnits.has(id))
    ? [refuse("org-unit.gone", `The organisational unit for which the policy “${policy.name}” holds no longer exists.`)]
    : [refuse("account.moved", `The account was moved out of where the policy “${policy.name}” holds.`)];
};

const isCovered = (policy: EligibilityPolicy, account: Placed, goneOrgUnits: ReadonlySet<string>) =>
  policy.scopes.some((scope) => !goneOrgUnits.has(scope.id) && scopeCovers(scope, account));

const ofGround = (facts: LostFacts, ground: Ground): Reason[] => {
  const { person, account, permissionSet } = facts;
  const policy = facts.policies.get(ground.policyId);
  if (!person || !account || !permissionSet) return [];
  if (!policy) return [refuse("policy.deleted", `The policy “${ground.policyName}” was deleted.`)];
  if (!policy.permissionSetArns.includes(permissionSet.arn))
    return [
      refuse("policy.changed", `The policy “${policy.name}” was changed and no longer holds for the permission set.`),
    ];
  return [
    ...(namesPerson(policy.principals, person) ? [] : ofPrincipals(facts, ground, policy)),
    ...(isCovered(policy, account, facts.goneOrgUnits) ? [] : ofPlaces(facts, ground, policy)),
  ];
};

/**
 * Says why a right is lost, each cause once: what happened to the person, the account or the permission set; and where nothing did,
 * what became of each policy on which the right rested. Never empty: what cannot be told is said to be so.
 */
export const lostCauses = (facts: LostFacts): Reason[] => {
  const things = [...ofPerson(facts), ...ofAccount(facts), ...ofPermissionSet(facts)];
  const causes = things.length > 0 ? things : facts.grounds.flatMap((ground) => ofGround(facts, ground));
  if (causes.length === 0) return [refuse("policy.none", "No policy allows it any more.")];
  return [...new Map(causes.map((cause) => [`${cause.code} ${cause.message}`, cause])).values()];
};
