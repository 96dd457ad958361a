import assert from "node:assert/strict";
import { signInOverHttp } from "../person-over-http.ts";
import type { Chance } from "./chance.ts";
import type { Deployment } from "./deployment.ts";

export type People = Awaited<ReturnType<typeof gatherPeople>>;
export type Wish = { asker: number; accountId: string; permissionSetArn: string; needsApproval: boolean };

const askerNames = [
  "liam.murphy",
  "amira.haddad",
  "jonas.weber",
  "yuki.tanaka",
  "priya.sharma",
  "wei.chen",
  "arjun.patel",
  "zara.khan",
];
const roleNames = ["PowerUserAccess", "ReadOnlyAccess", "DatabaseAdmin"];

/**
 * Eight who ask and one who approves, and policies by which they may have three roles in every account, one of them only with approval.
 * Everything that can be asked for comes once, in an order of chance, so that what AWS held of it belongs to one grant alone.
 */
export const gatherPeople = async (deployment: Deployment, chance: Chance) => {
  const { simulator, urls } = deployment;
  const places = { url: urls[0], simulatorUrl: simulator.url };
  const { world } = simulator;
  const admin = await signInOverHttp(places, "grace.okafor");
  const approver = await signInOverHttp(places, "mateo.garcia");
  const askers = await Promise.all(askerNames.map((name) => signInOverHttp(places, name)));
  const userId = (name: string) => world.users.where("userName", name)[0]?.id ?? assert.fail(`there is no ${name}`);
  const roles = roleNames.map((name) => world.permissionSets.where("name", name)[0]?.arn ?? assert.fail(`no ${name}`));
  const [guarded = ""] = roles;
  const everywhere = [{ type: "ou", id: world.ids.rootId, includeChildOus: true }];
  const principals = askerNames.map((name) => ({ type: "user", id: userId(name) }));
  const establish = async (path: string, body: unknown) => {
    const made = await admin.call("POST", path, body);
    assert.equal(made.status, 201, JSON.stringify(made.body));
  };
  const facts = { principals, scopes: everywhere };
  await establish("/eligibility-policies", {
    ...{ ...facts, name: "With approval", permissionSetArns: [guarded], approvalRequired: true },
  });
  await establish("/eligibility-policies", {
    ...{ ...facts, name: "Freely", permissionSetArns: roles.slice(1), approvalRequired: false },
  });
  await establish("/approval-policies", {
    ...{ name: "Mateo decides", scopes: everywhere, permissionSetArns: [], approvalsNeeded: 1 },
    approvers: [{ type: "user", id: userId("mateo.garcia") }],
  });
  const accounts = world.accounts
    .all()
    .filter((one) => one.state === "ACTIVE" && one.id !== world.ids.managementAccountId);
  const isStanding = ({ asker, accountId, permissionSetArn }: Wish) =>
    world.assignments
      .all()
      .some(
        (row) =>
          row.principalId === principals[asker]?.id &&
          row.accountId === accountId &&
          row.permissionSetArn === permissionSetArn,
      );
  const wishes: Wish[] = askers.flatMap((_, asker) =>
    accounts.flatMap(({ id: accountId }) =>
      roles.map((permissionSetArn, role) => ({ asker, accountId, permissionSetArn, needsApproval: role === 0 })),
    ),
  );
  return { askers, approver, wishes: chance.shuffled(wishes.filter((wish) => !isStanding(wish))) };
};
