import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  AttachManagedPolicyToPermissionSetCommand,
  CreatePermissionSetCommand,
  DeletePermissionSetCommand,
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  GetInlinePolicyForPermissionSetCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListTagsForResourceCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  TagResourceCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { startForTest, type UnderTest } from "../test-clients.ts";

let aws: UnderTest;
let InstanceArn: string;

beforeEach(async () => {
  aws = await startForTest();
  InstanceArn = aws.simulator.world.ids.instanceArn;
});

afterEach(() => aws.stop());

const createSupport = async (over = {}) => {
  const input = {
    InstanceArn,
    Name: "Support",
    SessionDuration: "PT2H",
    Tags: [{ Key: "team", Value: "support" }],
    ...over,
  };
  return (await aws.ssoAdmin.send(new CreatePermissionSetCommand(input))).PermissionSet?.PermissionSetArn ?? "";
};

test("the instance is found and described", async () => {
  const { Instances } = await aws.ssoAdmin.send(new ListInstancesCommand({}));
  assert.equal(Instances?.[0]?.InstanceArn, InstanceArn);
  const instance = await aws.ssoAdmin.send(new DescribeInstanceCommand({ InstanceArn }));
  assert.equal(instance.IdentityStoreId, aws.simulator.world.ids.identityStoreId);
  assert.equal(instance.Status, "ACTIVE");
  assert.ok(instance.CreatedDate instanceof Date);
});

test("a permission set that is made can be described, listed and deleted", async () => {
  const PermissionSetArn = await createSupport();
  const { PermissionSet } = await aws.ssoAdmin.send(
    new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }),
  );
  assert.equal(PermissionSet?.Name, "Support");
  assert.equal(PermissionSet?.SessionDuration, "PT2H");
  assert.equal(PermissionSet?.CreatedDate?.toISOString(), "2026-11-20T12:00:00.000Z");
  const listed = await aws.ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn }));
  assert.ok(listed.PermissionSets?.includes(PermissionSetArn));
  await aws.ssoAdmin.send(new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn }));
  const again = aws.ssoAdmin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
  await assert.rejects(again, { name: "ResourceNotFoundException" });
});

test("two permission sets cannot have one name, and sessions last one to twelve hours", async () => {
  await createSupport();
  await assert.rejects(createSupport(), { name: "ConflictException" });
  for (const SessionDuration of ["PT59M", "PT13H", "two hours"])
    await assert.rejects(createSupport({ Name: "Other", SessionDuration }), { name: "ValidationException" });
});

test("policies and tags are kept", async () => {
  const PermissionSetArn = await createSupport();
  const target = { InstanceArn, PermissionSetArn };
  const ManagedPolicyArn = "arn:aws:iam::aws:policy/job-function/SupportUser";
  await aws.ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...target, ManagedPolicyArn }));
  const twice = aws.ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...target, ManagedPolicyArn }));
  await assert.rejects(twice, { name: "ConflictException" });
  const managed = await aws.ssoAdmin.send(new ListManagedPoliciesInPermissionSetCommand(target));
  assert.deepEqual(managed.AttachedManagedPolicies, [{ Name: "SupportUser", Arn: ManagedPolicyArn }]);
  const InlinePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await aws.ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...target, InlinePolicy }));
  const inline = await aws.ssoAdmin.send(new GetInlinePolicyForPermissionSetCommand(target));
  assert.equal(inline.InlinePolicy, InlinePolicy);
  const ResourceArn = PermissionSetArn;
  await aws.ssoAdmin.send(new TagResourceCommand({ InstanceArn, ResourceArn, Tags: [{ Key: "team", Value: "care" }] }));
  const { Tags } = await aws.ssoAdmin.send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn }));
  assert.deepEqual(Tags, [{ Key: "team", Value: "care" }]);
});

test("a changed permission set is out of date in its accounts until it is provisioned again", async () => {
  const PermissionSetArn = aws.ids.permissionSet("SecurityAudit");
  const outdated = async () => {
    const command = new ListAccountsForProvisionedPermissionSetCommand({
      InstanceArn,
      PermissionSetArn,
      ProvisioningStatus: "LATEST_PERMISSION_SET_NOT_PROVISIONED",
    });
    return (await aws.ssoAdmin.send(command)).AccountIds?.length;
  };
  assert.equal(await outdated(), 0);
  await aws.ssoAdmin.send(new UpdatePermissionSetCommand({ InstanceArn, PermissionSetArn, Description: "Look" }));
  assert.equal(await outdated(), 2);
  const provisioning = await aws.ssoAdmin.send(
    new ProvisionPermissionSetCommand({ InstanceArn, PermissionSetArn, TargetType: "ALL_PROVISIONED_ACCOUNTS" }),
  );
  const ProvisionPermissionSetRequestId = provisioning.PermissionSetProvisioningStatus?.RequestId;
  assert.equal(provisioning.PermissionSetProvisioningStatus?.Status, "IN_PROGRESS");
  aws.simulator.clock.advance(2000);
  const status = await aws.ssoAdmin.send(
    new DescribePermissionSetProvisioningStatusCommand({ InstanceArn, ProvisionPermissionSetRequestId }),
  );
  assert.equal(status.PermissionSetProvisioningStatus?.Status, "SUCCEEDED");
  assert.equal(await outdated(), 0);
});

test("a permission set that is assigned somewhere cannot be deleted, one in the management account cannot be changed", async () => {
  const assigned = { InstanceArn, PermissionSetArn: aws.ids.permissionSet("SecurityAudit") };
  await assert.rejects(aws.ssoAdmin.send(new DeletePermissionSetCommand(assigned)), { name: "ConflictException" });
  const billing = { InstanceArn, PermissionSetArn: aws.ids.permissionSet("BillingReadOnly"), Description: "x" };
  await assert.rejects(aws.ssoAdmin.send(new UpdatePermissionSetCommand(billing)), { name: "AccessDeniedException" });
});
