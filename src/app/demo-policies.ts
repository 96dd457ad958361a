import { changeSettings } from "../commands/change-settings.ts";
import type { CommandContext } from "../commands/context.ts";
import { createApprovalPolicy } from "../commands/create-approval-policy.ts";
import { createEligibilityPolicy } from "../commands/create-eligibility-policy.ts";
import type { Principal, Scope } from "../core/policies.ts";
import { countEligibilityPolicies } from "../store/eligibility-policies.ts";
import { listAllGroups, membersOfGroups } from "../store/groups.ts";
import { searchOrgUnits } from "../store/org-units.ts";
import { searchPermissionSets } from "../store/permission-sets.ts";
import { readSettings } from "../store/settings.ts";

type Named = { group(name: string): Principal; ou(name: string): Scope; roles(...names: string[]): string[] };

const finder =
  <Row>(rows: Row[], nameOf: (row: Row) => string) =>
  (name: string) => {
    const row = rows.find((one) => nameOf(one) === name);
    if (!row) throw new Error(`The demo organisation has no ${name}.`);
    return row;
  };

const readNames = async (ctx: CommandContext): Promise<Named> => {
  const group = finder(await listAllGroups(ctx.db), (row) => row.displayName);
  const ou = finder((await searchOrgUnits(ctx.db, { limit: 200 })).items, (row) => row.name);
  const set = finder((await searchPermissionSets(ctx.db, { limit: 200 })).items, (row) => row.name);
  return {
    group: (name) => ({ type: "group", id: group(name).id }),
    ou: (name) => ({ type: "ou", id: ou(name).id, includeChildOus: true }),
    roles: (...names) => names.map((name) => set(name).arn),
  };
};

/** Gives the demo policies to play with, made through the same commands and by the same admin as any others. Once. */
export const establishDemoPolicies = async (ctx: CommandContext, portalUrl: string): Promise<void> => {
  if ((await countEligibilityPolicies(ctx.db)) > 0) return;
  const { adminGroupId } = await readSettings(ctx.db);
  const [admin] = adminGroupId ? await membersOfGroups(ctx.db, [adminGroupId]) : [];
  if (!admin) return;
  const caller = { personId: admin.personId };
  const { group, ou, roles } = await readNames(ctx);
  await changeSettings(ctx, { caller, change: { portalUrl } });
  const eligible = (
    name: string,
    who: string,
    where: string[],
    what: string[],
    rule: { approvalRequired: boolean; maxDurationMinutes: number | null },
  ) =>
    createEligibilityPolicy(ctx, {
      caller,
      input: { name, principals: [group(who)], scopes: where.map(ou), permissionSetArns: roles(...what), ...rule },
    });
  const approve = (name: string, where: string[], who: string[], approvalsNeeded = 1) =>
    createApprovalPolicy(ctx, {
      caller,
      input: { name, scopes: where.map(ou), permissionSetArns: [], approvers: who.map(group), approvalsNeeded },
    });
  const freely = { approvalRequired: false, maxDurationMinutes: 4 * 60 };
  const withApproval = { approvalRequired: true, maxDurationMinutes: 8 * 60 };
  await eligible(
    "Developers look around and build",
    "developers",
    ["Development", "Sandbox"],
    ["PowerUserAccess", "ReadOnlyAccess"],
    freely,
  );
  await eligible("Developers look at staging", "developers", ["Staging"], ["ReadOnlyAccess", "DeployOperator"], freely);
  await eligible(
    "Payments engineers in production",
    "payments-engineers",
    ["Payments"],
    ["AdministratorAccess", "DatabaseAdmin", "ReadOnlyAccess"],
    withApproval,
  );
  await eligible(
    "On call, everywhere in production",
    "sre-oncall",
    ["Production"],
    ["IncidentResponder", "ReadOnlyAccess"],
    { approvalRequired: true, maxDurationMinutes: null },
  );
  await eligible(
    "Platform team on its own accounts",
    "platform-team",
    ["Platform", "Infrastructure"],
    ["AdministratorAccess", "NetworkAdmin"],
    withApproval,
  );
  await approve("Payments leads decide for payments", ["Payments"], ["payments-leads"]);
  await approve("Platform team decides among itself", ["Platform", "Infrastructure"], ["platform-team"]);
  await approve("Security decides for production", ["Production"], ["security-team"]);
};
