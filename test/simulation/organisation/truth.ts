import type { ApprovalPolicy, EligibilityPolicy, Principal, Scope } from "../../../src/core/policies.ts";
import type { Settings } from "../../../src/core/settings.ts";
import { firstPolicies, type PolicyInput } from "./policies.ts";
import type { Organisation } from "./small-organisation.ts";

/** Who is where, as the organisation truly is: read from the simulated AWS itself, never from a mirror of it. */
export type Directory = {
  groupsOf: ReadonlyMap<string, readonly string[]>;
  present: ReadonlySet<string>;
  /** The OUs above each active account, nearest first. */
  above: ReadonlyMap<string, readonly string[]>;
  roles: ReadonlySet<string>;
};

export type Rules = {
  eligibility: readonly PolicyInput<EligibilityPolicy>[];
  approval: readonly PolicyInput<ApprovalPolicy>[];
  settings: Pick<Settings, "approvalWorkflow" | "onLostEligibility"> & DriftSettings;
};

export type DriftSettings = Pick<
  Settings,
  "onMissingAssignment" | "temporaryOnlyPermissionSetArns" | "onForeignAssignment" | "foreignRemovalsPerDay"
>;

const firstSettings: Rules["settings"] = {
  ...{ approvalWorkflow: true, onLostEligibility: "end", onMissingAssignment: "end" },
  ...{ temporaryOnlyPermissionSetArns: [], onForeignAssignment: "report", foreignRemovalsPerDay: 5 },
};

/** What was so from an instant on; until the next was so for certain. */
type Entry<T> = { fromMs: number; value: T; surelyFromMs: number };

const timeline = <T>(first: T) => {
  const entries: Entry<T>[] = [
    { fromMs: Number.NEGATIVE_INFINITY, surelyFromMs: Number.NEGATIVE_INFINITY, value: first },
  ];
  return {
    add: (entry: Entry<T>) => entries.push(entry),
    last: () => entries[entries.length - 1]?.value ?? first,
    /** Everything that may have been so at some instant between the two. */
    between: (fromMs: number, untilMs: number): T[] =>
      entries.flatMap((entry, index) => {
        const overAtMs = Math.min(...entries.slice(index + 1).map(({ surelyFromMs }) => surelyFromMs));
        return entry.fromMs <= untilMs && overAtMs >= fromMs ? [entry.value] : [];
      }),
  };
};

const directoryOf = ({ world }: Organisation): Directory => ({
  groupsOf: new Map(
    world.users.all().map(({ id }) => [id, world.memberships.where("user", id).map(({ groupId }) => groupId)]),
  ),
  present: new Set(
    world.users
      .all()
      .filter(({ status }) => status === "ENABLED")
      .map(({ id }) => id),
  ),
  above: new Map(
    world.accounts
      .all()
      .filter(({ state }) => state === "ACTIVE")
      .map(({ id, parentId }) => [id, pathFrom(world, parentId)]),
  ),
  roles: new Set(world.permissionSets.all().map(({ arn }) => arn)),
});

const pathFrom = (world: Organisation["world"], parentId: string): string[] => {
  const unit = world.orgUnits.get(parentId);
  return unit ? [parentId, ...pathFrom(world, unit.parentId)] : [parentId];
};

const names = (principals: readonly Principal[], personId: string, { groupsOf }: Directory) =>
  principals.some(({ type, id }) => (type === "user" ? id === personId : (groupsOf.get(personId) ?? []).includes(id)));

const covers = (scopes: readonly Scope[], accountId: string, { above }: Directory) => {
  const units = above.get(accountId);
  if (!units) return false;
  return scopes.some((scope) => {
    if (scope.type === "account") return scope.id === accountId;
    return scope.includeChildOus ? units.includes(scope.id) : units[0] === scope.id;
  });
};

export type Wish = { personId: string; accountIds: readonly string[]; permissionSetArn: string };

/** The product's rules once more, written from its description alone: what holds for this wish; undefined when it is not allowed. */
export const rulingOn = ({ personId, accountIds, permissionSetArn }: Wish, directory: Directory, rules: Rules) => {
  if (!directory.present.has(personId) || !directory.roles.has(permissionSetArn)) return undefined;
  const matching = accountIds.map((accountId) =>
    rules.eligibility.filter(
      (policy) =>
        policy.permissionSetArns.includes(permissionSetArn) &&
        names(policy.principals, personId, directory) &&
        covers(policy.scopes, accountId, directory),
    ),
  );
  if (matching.some((policies) => policies.length === 0)) return undefined;
  const longest = matching.map((policies) => Math.max(...policies.map((one) => one.maxDurationMinutes ?? 540)));
  return {
    needsApproval: rules.settings.approvalWorkflow && matching.flat().some(({ approvalRequired }) => approvalRequired),
    maxMinutes: Math.min(...longest),
  };
};

const concerning = (rules: Rules, { accountIds, permissionSetArn }: Wish, directory: Directory) =>
  accountIds.map((accountId) =>
    rules.approval.filter(
      (policy) =>
        (policy.permissionSetArns.length === 0 || policy.permissionSetArns.includes(permissionSetArn)) &&
        covers(policy.scopes, accountId, directory),
    ),
  );

export const mayDecide = (deciderId: string, wish: Wish, directory: Directory, rules: Rules): boolean =>
  directory.present.has(deciderId) &&
  deciderId !== wish.personId &&
  concerning(rules, wish, directory).every((policies) =>
    policies.some(({ approvers }) => names(approvers, deciderId, directory)),
  );

export const approvalsNeeded = (wish: Wish, directory: Directory, rules: Rules): number =>
  Math.max(1, ...concerning(rules, wish, directory).flatMap((policies) => policies.map((one) => one.approvalsNeeded)));

/** How the organisation and its rules truly were at every instant, kept apart from Stint. */
export const keepTruth = (organisation: Organisation, nowMs: () => number) => {
  const directory = timeline(directoryOf(organisation));
  const rules = timeline<Rules>({
    ...firstPolicies(organisation),
    settings: firstSettings,
  });
  return {
    directory,
    rules,
    /** To be called after every change in AWS. */
    organisationChanged: () =>
      directory.add({
        ...{ fromMs: nowMs(), surelyFromMs: nowMs() },
        value: directoryOf(organisation),
      }),
  };
};

export type Truth = ReturnType<typeof keepTruth>;
