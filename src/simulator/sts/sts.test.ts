import assert from "node:assert/strict";
import { test } from "node:test";
import { GetAccessKeyInfoCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsOf, startForTest } from "../test-clients.ts";

test("STS says who is calling, a role session by its person's name", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const administrator = await aws.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(administrator.Account, aws.simulator.world.ids.delegatedAdministratorId);
  const management = clientsOf(aws.simulator.url, "management").sts;
  const told = await management.send(new GetCallerIdentityCommand({}));
  assert.equal(told.Account, aws.simulator.world.ids.managementAccountId);
  management.destroy();
  const accountId = aws.ids.account("payments-prod");
  aws.simulator.world.roleSessions.put({
    accessKeyId: "ASIATEST",
    secretAccessKey: "secret",
    sessionToken: "token",
    accountId,
    permissionSetArn: aws.ids.permissionSet("AdministratorAccess"),
    roleName: "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
    userId: aws.ids.user("siobhan.o'neill"),
    userName: "siobhan.o'neill",
    issuedAt: aws.simulator.clock.now().toISOString(),
    expiresAt: new Date(aws.simulator.clock.now().getTime() + 1000).toISOString(),
  });
  const theirs = clientsOf(aws.simulator.url, "ASIATEST").sts;
  const person = await theirs.send(new GetCallerIdentityCommand({}));
  assert.equal(
    person.Arn,
    `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/siobhan.o'neill`,
  );
  aws.simulator.clock.advance(1000);
  await assert.rejects(theirs.send(new GetCallerIdentityCommand({})), /expired/);
  theirs.destroy();
});

test("what STS does not know it refuses by name", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  t.mock.method(process.stderr, "write", () => true);
  const asked = aws.sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE" }));
  await assert.rejects(asked, { name: "UnknownOperationException", message: /GetAccessKeyInfo/ });
});
