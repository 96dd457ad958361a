import assert from "node:assert/strict";
import { test } from "node:test";
import { startStubbedAws } from "../../../../test/stubbed-aws.ts";
import { inspectConfig } from "../../config.ts";
import { schedulerOf, systemClock } from "../../system-time.ts";
import { createPatient } from "../patient.ts";
import { account } from "./account.ts";
import { identityCenter } from "./identity-center.ts";

const management = "111122223333";
const member = "444455556666";
const organization = { Organization: { Id: "o-abcdefghij", MasterAccountId: management } };
const instance = { InstanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef", IdentityStoreId: "d-0123456789" };

type Answers = Record<string, object | ((region: string) => object)>;

const lookWith = async (answers: Answers) => {
  const aws = await startStubbedAws({
    accountId: member,
    answer: ({ operation, region }) => {
      const told: Answers = { DescribeOrganization: organization, ...answers };
      const answer = told[operation];
      return typeof answer === "function" ? answer(region) : answer;
    },
  });
  const patient = createPatient({
    parts: ["work"],
    config: inspectConfig({}),
    scheduler: schedulerOf(systemClock),
    aws: { endpoint: aws.url, region: "eu-west-1", credentials: { accessKeyId: "x", secretAccessKey: "y" } },
  });
  const signal = AbortSignal.timeout(20_000);
  const findings = async () => ({
    center: [await identityCenter.look(patient, signal)].flat(),
    account: [await account.look(patient, signal)].flat(),
  });
  return findings().finally(async () => {
    await patient.close();
    aws.stop();
  });
};

const ours = { ...instance, OwnerAccountId: management };

test("an instance in another Region is told as such, with the Region to set", async () => {
  const { center } = await lookWith({
    ListInstances: (region) => ({ Instances: region === "us-east-2" ? [ours] : [] }),
    ListDelegatedAdministrators: { DelegatedAdministrators: [] },
  });
  assert.deepEqual([center[0]?.state, center.length], ["wrong", 1]);
  assert.match(center[0]?.found ?? "", /no instance in eu-west-1, but there is one in us-east-2/);
  assert.match(center[0]?.mend ?? "", /AWS_REGION=us-east-2/);
});

test("no instance anywhere, and one that belongs to a single account, are told apart", async () => {
  const none = await lookWith({ ListInstances: { Instances: [] } });
  assert.match(none.center[0]?.mend ?? "", /Enable IAM Identity Center/);
  const single = await lookWith({ ListInstances: { Instances: [{ ...instance, OwnerAccountId: member }] } });
  assert.match(single.center[0]?.found ?? "", /single account \(444455556666\)/);
});

test("an instance without permission sets, not active, or with a key of its own says so", async () => {
  const { center } = await lookWith({
    ListInstances: { Instances: [ours] },
    DescribeInstance: {
      ...ours,
      Status: "CREATE_FAILED",
      PermissionSetsEnabled: false,
      PrimaryRegion: "eu-west-1",
      EncryptionConfigurationDetails: { KmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/k" },
    },
  });
  assert.deepEqual(
    center.map(({ state }) => state),
    ["ok", "wrong", "wrong", "warning"],
  );
  assert.match(center[2]?.mend ?? "", /--permission-sets-enabled/);
});

test("an AWS that tells neither Region nor permission sets is taken as it is, and one that may not be described is a warning", async () => {
  const silent = await lookWith({ ListInstances: { Instances: [instance] }, DescribeInstance: instance });
  assert.deepEqual(
    silent.center.map(({ state }) => state),
    ["ok", "ok"],
  );
  const closed = await lookWith({ ListInstances: { Instances: [ours] } });
  assert.deepEqual(
    closed.center.map(({ state }) => state),
    ["ok", "warning"],
  );
});

test("a member account that is not the delegated administrator learns which command makes it so", async () => {
  const { account: found } = await lookWith({
    ListInstances: { Instances: [ours] },
    ListDelegatedAdministrators: { DelegatedAdministrators: [{ Id: "777788889999" }] },
  });
  assert.equal(found[0]?.state, "wrong");
  assert.match(found[0]?.found ?? "", /It is 777788889999/);
  assert.match(found[0]?.mend ?? "", /register-delegated-administrator --account-id 444455556666/);
});

test("a member account that AWS refuses everything is told that it is most likely not registered", async () => {
  const { account: found } = await lookWith({ ListInstances: { Instances: [ours] } });
  assert.deepEqual(
    found.map(({ state }) => state),
    ["wrong"],
  );
  assert.match(found[0]?.found ?? "", /either it is none, or the role has no rights/);
  assert.match(found[0]?.mend ?? "", /register-delegated-administrator --account-id 444455556666/);
});
