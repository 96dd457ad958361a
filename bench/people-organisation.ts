import type { CommandContext } from "../src/commands/context.ts";
import { createApprovalPolicy } from "../src/commands/create-approval-policy.ts";
import { createEligibilityPolicy } from "../src/commands/create-eligibility-policy.ts";
import { addGroup, addMembership } from "../src/simulator/seed/add-rows.ts";
import type { World } from "../src/simulator/world.ts";
import { adminGroup, auditorGroup } from "./deployed.ts";

export const organisation = {
  ...{ seed: 3, accounts: 500, orgUnits: 40, permissionSets: 40, users: 2_000, groups: 200 },
};

const leadGroups = 10;
const few = 5;
const leadsOfEach = 3;

export type Part = "admin" | "auditor" | "lead" | "engineer";

/** Who does what at their desk: the first five are admins, the next five auditors, then three leads for each tenth of the roles. */
export const partOf = (index: number): Part => {
  if (index < few) return "admin";
  if (index < 2 * few) return "auditor";
  return index < 2 * few + leadGroups * leadsOfEach ? "lead" : "engineer";
};

export const prepare = (world: World): void => {
  const users = world.users.all();
  const gather = (name: string, from: number, count: number) => {
    const { id } = addGroup(world, name, "");
    for (const user of users.slice(from, from + count)) addMembership(world, id, user.id);
  };
  gather(adminGroup, 0, few);
  gather(auditorGroup, few, few);
  for (let n = 0; n < leadGroups; n += 1) gather(`leads-${n}`, 2 * few + n * leadsOfEach, leadsOfEach);
};

/** Every group may ask for three roles in five accounts, every other one with approval; three leads decide on each tenth of the roles. */
export const establishPolicies = async (ctx: CommandContext, world: World): Promise<void> => {
  const caller = { personId: world.users.all()[0]?.id ?? "" };
  const accounts = world.accounts.all().filter(({ id }) => id !== world.ids.managementAccountId);
  const sets = world.permissionSets.all().map(({ arn }) => arn);
  const some = <T>(all: readonly T[], from: number, count: number) =>
    Array.from({ length: count }, (_, step) => all[(from + step) % all.length] as T);
  const teams = world.groups.all().filter(({ displayName }) => displayName.startsWith("group-"));
  for (const [n, team] of teams.entries())
    await createEligibilityPolicy(ctx, {
      caller,
      input: {
        name: `What ${team.displayName} may ask for`,
        principals: [{ type: "group", id: team.id }],
        scopes: some(accounts, n * few, few).map(({ id }) => ({ type: "account", id })),
        permissionSetArns: some(sets, n * 3, 3),
        ...{ maxDurationMinutes: null, approvalRequired: n % 2 === 0 },
      },
    });
  const setsOfEach = sets.length / leadGroups;
  for (const [n, group] of world.groups
    .all()
    .filter(({ displayName }) => displayName.startsWith("leads-"))
    .entries())
    await createApprovalPolicy(ctx, {
      caller,
      input: {
        name: `What ${group.displayName} decide on`,
        scopes: [{ type: "ou", id: world.ids.rootId, includeChildOus: true }],
        permissionSetArns: some(sets, n * setsOfEach, setsOfEach),
        approvers: [{ type: "group", id: group.id }],
        approvalsNeeded: 1,
      },
    });
};
