import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DeleteResourcePolicyCommand,
  DescribePolicyCommand,
  DescribeResourcePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  PutResourcePolicyCommand,
  UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import { clientsOf, startForTest, type UnderTest } from "../../test-clients.ts";

const deny = (condition: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "*", Resource: "*", Condition: condition }],
  });

let aws: UnderTest;
let management: ReturnType<typeof clientsOf>;

beforeEach(async () => {
  aws = await startForTest();
  management = clientsOf(aws.simulator.url, "management");
});

afterEach(async () => {
  management.organizations.destroy();
  await aws.stop();
});

const create = async (Name = "cuts", Content = deny()) => {
  const { Policy } = await aws.organizations.send(
    new CreatePolicyCommand({
      ...{ Name, Content, Description: "", Type: "SERVICE_CONTROL_POLICY" },
      Tags: [{ Key: "owner", Value: "me" }],
    }),
  );
  return Policy?.PolicySummary?.Id ?? "";
};

test("a policy is made, changed, attached, found, detached and deleted", async () => {
  const PolicyId = await create();
  const TargetId = aws.simulator.world.ids.rootId;
  await assert.rejects(create(), { name: "DuplicatePolicyException" });
  const Content = deny({ DateLessThan: { "aws:TokenIssueTime": "2026-11-20T12:00:00Z" } });
  await aws.organizations.send(new UpdatePolicyCommand({ PolicyId, Content }));
  const described = await aws.organizations.send(new DescribePolicyCommand({ PolicyId }));
  assert.equal(described.Policy?.Content, Content);
  const { Tags } = await aws.organizations.send(new ListTagsForResourceCommand({ ResourceId: PolicyId }));
  assert.deepEqual(Tags, [{ Key: "owner", Value: "me" }]);
  const attach = () => aws.organizations.send(new AttachPolicyCommand({ PolicyId, TargetId }));
  await attach();
  await assert.rejects(attach(), { name: "DuplicatePolicyAttachmentException" });
  const { Targets } = await aws.organizations.send(new ListTargetsForPolicyCommand({ PolicyId }));
  assert.deepEqual(
    Targets?.map((target) => [target.TargetId, target.Type]),
    [[TargetId, "ROOT"]],
  );
  const Filter = "SERVICE_CONTROL_POLICY";
  const listed = await aws.organizations.send(new ListPoliciesCommand({ Filter }));
  assert.deepEqual(
    listed.Policies?.map(({ Name }) => Name),
    ["FullAWSAccess", "cuts"],
  );
  const ofTarget = await aws.organizations.send(new ListPoliciesForTargetCommand({ Filter, TargetId }));
  assert.equal(ofTarget.Policies?.[1]?.Id, PolicyId);
  await assert.rejects(aws.organizations.send(new DeletePolicyCommand({ PolicyId })), { name: "PolicyInUseException" });
  await aws.organizations.send(new DetachPolicyCommand({ PolicyId, TargetId }));
  await assert.rejects(aws.organizations.send(new DetachPolicyCommand({ PolicyId, TargetId })), {
    name: "PolicyNotAttachedException",
  });
  await aws.organizations.send(new DeletePolicyCommand({ PolicyId }));
  await assert.rejects(aws.organizations.send(new DescribePolicyCommand({ PolicyId })), {
    name: "PolicyNotFoundException",
  });
});

test("what is too long, malformed, or more than the simulator evaluates is refused", async () => {
  const tooLong = deny({ StringEquals: { "aws:userid": "x".repeat(5_100) } });
  await assert.rejects(create("long", tooLong), {
    name: "ConstraintViolationException",
    Reason: "POLICY_CONTENT_LIMIT_EXCEEDED",
  });
  await assert.rejects(create("text", "no JSON"), { name: "MalformedPolicyDocumentException" });
  await assert.rejects(create("empty", '{"Version":"2012-10-17","Statement":[]}'), {
    name: "MalformedPolicyDocumentException",
  });
  const key = deny({ StringEquals: { "aws:SourceVpc": "vpc-1" } });
  await assert.rejects(create("key", key), /does not evaluate the condition key aws:SourceVpc/);
  const operator = deny({ NumericLessThan: { "aws:userid": "1" } });
  await assert.rejects(create("operator", operator), /does not evaluate the condition operator/);
});

test("a delegated account manages policies as long as the organisation's resource policy says so", async () => {
  const PolicyId = await create();
  const { ResourcePolicy } = await aws.organizations.send(new DescribeResourcePolicyCommand({}));
  const Content = ResourcePolicy?.Content ?? "";
  await assert.rejects(aws.organizations.send(new DeleteResourcePolicyCommand({})), { name: "AccessDeniedException" });
  await management.organizations.send(new DeleteResourcePolicyCommand({}));
  await assert.rejects(aws.organizations.send(new DescribeResourcePolicyCommand({})), {
    name: "ResourcePolicyNotFoundException",
  });
  const update = () => aws.organizations.send(new UpdatePolicyCommand({ PolicyId, Description: "changed" }));
  await assert.rejects(update(), { name: "AccessDeniedException" });
  await aws.organizations.send(new DescribePolicyCommand({ PolicyId }));
  const elsewhere = Content.replace(/arn:aws:iam::\d{12}:root/, "arn:aws:iam::123456789012:root");
  await management.organizations.send(new PutResourcePolicyCommand({ Content: elsewhere }));
  await assert.rejects(update(), { name: "AccessDeniedException" });
  await management.organizations.send(new UpdatePolicyCommand({ PolicyId, Description: "changed" }));
  const ofItsKind = Content.replace("StringEquals", "StringLikeIfExists");
  await management.organizations.send(new PutResourcePolicyCommand({ Content: ofItsKind }));
  await update();
});

test("policies of a kind that is switched off cannot be attached, and switching it off detaches all", async () => {
  const RootId = aws.simulator.world.ids.rootId;
  const change = { RootId, PolicyType: "SERVICE_CONTROL_POLICY" as const };
  const PolicyId = await create();
  const attach = () => aws.organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: RootId }));
  await attach();
  await assert.rejects(aws.organizations.send(new DisablePolicyTypeCommand(change)), { name: "AccessDeniedException" });
  await management.organizations.send(new DisablePolicyTypeCommand(change));
  const { Roots } = await aws.organizations.send(new ListRootsCommand({}));
  assert.deepEqual(Roots?.[0]?.PolicyTypes, []);
  await assert.rejects(attach(), { name: "PolicyTypeNotEnabledException" });
  await management.organizations.send(new EnablePolicyTypeCommand(change));
  await attach();
});

test("no more than five policies are attached to one thing, AWS's own among them", async () => {
  const TargetId = aws.ids.account("payments-prod");
  const attach = async (name: string) =>
    aws.organizations.send(new AttachPolicyCommand({ PolicyId: await create(name), TargetId }));
  for (const name of ["one", "two", "three", "four"]) await attach(name);
  await assert.rejects(attach("five"), { Reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED" });
  const nowhere = aws.organizations.send(
    new AttachPolicyCommand({ PolicyId: await create("six"), TargetId: "123456789012" }),
  );
  await assert.rejects(nowhere, { name: "TargetNotFoundException" });
});
