import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { keepPolicies } from "../organizations/policies/kept-policies.ts";
import type { RoleSessionRow } from "../rows.ts";
import { clientsOf, startForTest, type UnderTest } from "../test-clients.ts";
import { isDeniedByServiceControl } from "./service-control.ts";

let aws: UnderTest;

beforeEach(async () => {
  aws = await startForTest();
});

afterEach(() => aws.stop());

const session = (over: Partial<RoleSessionRow> = {}): RoleSessionRow => {
  const row = {
    accessKeyId: "ASIAAAAAAAAAAAAAAAAA",
    secretAccessKey: "secret",
    sessionToken: "token",
    accountId: aws.ids.account("payments-prod"),
    permissionSetArn: aws.ids.permissionSet("AdministratorAccess"),
    roleName: "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
    userId: aws.ids.user("amira.haddad"),
    userName: "amira.haddad",
    issuedAt: "2026-11-20T11:59:59.900Z",
    expiresAt: "2026-11-20T13:00:00.000Z",
    ...over,
  };
  aws.simulator.world.roleSessions.put(row);
  return row;
};

const attach = (condition: object, target: string) => {
  const content = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "*", Resource: "*", Condition: condition }],
  });
  const row = { id: "p-0000000001", name: "deny", description: "", content, targets: [target], tags: [] };
  keepPolicies(aws.simulator.world, { policies: [row] });
};

const isDenied = (over: Partial<RoleSessionRow> = {}) =>
  isDeniedByServiceControl(aws.simulator.world, session(over), "s3:ListAllMyBuckets");

test("credentials of that person issued before the time are denied, in what lies under the target", () => {
  const ofAmira = {
    StringEquals: { "identitystore:UserId": aws.ids.user("amira.haddad") },
    DateLessThan: { "aws:TokenIssueTime": "2026-11-20T12:00:00Z" },
  };
  attach(ofAmira, aws.simulator.world.ids.rootId);
  assert.equal(isDenied(), true);
  assert.equal(isDenied({ issuedAt: "2026-11-20T12:00:00.000Z" }), false);
  assert.equal(isDenied({ userId: aws.ids.user("mateo.garcia") }), false);
  assert.equal(isDenied({ accountId: aws.simulator.world.ids.managementAccountId }), false);
  attach(ofAmira, aws.ids.orgUnit("Payments"));
  assert.equal(isDenied(), true);
  assert.equal(isDenied({ accountId: aws.ids.account("web-prod") }), false);
  keepPolicies(aws.simulator.world, { isEnabled: false });
  assert.equal(isDenied(), false);
});

test("a role is named by its ARN, whose parts are compared one by one", () => {
  const roles = (pattern: string) =>
    attach({ ArnLike: { "aws:PrincipalArn": pattern } }, aws.ids.account("payments-prod"));
  const tail = `role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_${"?".repeat(16)}`;
  roles(`arn:*:iam::${aws.ids.account("payments-prod")}:${tail}`);
  assert.equal(isDenied(), true);
  assert.equal(isDenied({ roleName: "AWSReservedSSO_AdministratorAccess_X_0123456789abcdef" }), false);
  roles("arn:*:role/*");
  assert.equal(isDenied(), false);
});

test("the call is refused in AWS's words, and who one is can still be asked", async () => {
  attach({}, aws.simulator.world.ids.rootId);
  const theirs = clientsOf(aws.simulator.url, session().accessKeyId);
  await assert.rejects(theirs.ssoAdmin.send(new ListInstancesCommand({})), {
    name: "AccessDeniedException",
    message: /with an explicit deny in a service control policy/,
  });
  const { Account } = await theirs.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Account, aws.ids.account("payments-prod"));
  for (const client of Object.values(theirs)) client.destroy();
});
