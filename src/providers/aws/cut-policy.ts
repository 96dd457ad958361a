import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  ListPoliciesCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import { type CutPolicyApi, cutPolicyName, cutPolicyTag } from "../../core/cut-policy.ts";
import { CloudError } from "../../core/identity-center.ts";
import type { Pace } from "../../core/pace.ts";
import { call, present } from "./call.ts";
import { allRows, pagesOf } from "./pages.ts";

const Type = "SERVICE_CONTROL_POLICY";
const Description =
  "Stint owns this policy: it denies credentials that were issued before an access ended. It is rewritten and deleted by Stint; do not edit it.";

const nameOf = (error: CloudError): string => (error.cause instanceof Error ? error.cause.name : "");

/** Makes the call; what AWS complains of under one of these names is already as it should be. */
const unlessAlready = async (names: readonly string[], doing: Promise<unknown>): Promise<void> => {
  try {
    await doing;
  } catch (error) {
    if (error instanceof CloudError && names.includes(nameOf(error))) return;
    throw error;
  }
};

/** Reaches Stint's service control policy; each call waits for the shared budget, before what only keeps the directory fresh. */
export const createCutPolicyApi = (facts: { client: OrganizationsClient; pace: Pace }): CutPolicyApi => {
  const { client } = facts;
  const before = () => facts.pace("organizations", "end");
  const paced = async <Output>(operation: string, send: () => Promise<Output>): Promise<Output> => {
    await before();
    return call(operation, send);
  };

  const targetsOf = (PolicyId: string) => {
    const pages = pagesOf(
      "ListTargetsForPolicy",
      (NextToken) => client.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken })),
      before,
    );
    return allRows(pages, (page) => page.Targets);
  };

  return {
    async find() {
      const pages = pagesOf(
        "ListPolicies",
        (NextToken) => client.send(new ListPoliciesCommand({ Filter: Type, NextToken })),
        before,
      );
      const found = (await allRows(pages, (page) => page.Policies)).find(({ Name }) => Name === cutPolicyName);
      if (!found) return undefined;
      const id = present(found.Id, "ListPolicies", "a policy id");
      const tags = await paced("ListTagsForResource", () =>
        client.send(new ListTagsForResourceCommand({ ResourceId: id })),
      );
      return { id, owner: tags.Tags?.find(({ Key }) => Key === cutPolicyTag)?.Value };
    },
    async read(policyId) {
      try {
        const { Policy } = await paced("DescribePolicy", () =>
          client.send(new DescribePolicyCommand({ PolicyId: policyId })),
        );
        const targets = await targetsOf(policyId);
        return {
          id: policyId,
          content: present(Policy?.Content, "DescribePolicy", "the policy's content"),
          targets: targets.map(({ TargetId }) => present(TargetId, "ListTargetsForPolicy", "a target id")),
        };
      } catch (error) {
        if (error instanceof CloudError && error.problem === "not-found") return undefined;
        throw error;
      }
    },
    async create({ content, owner }) {
      const { Policy } = await paced("CreatePolicy", () =>
        client.send(
          new CreatePolicyCommand({
            ...{ Name: cutPolicyName, Description, Type, Content: content },
            Tags: [{ Key: cutPolicyTag, Value: owner }],
          }),
        ),
      );
      return present(Policy?.PolicySummary?.Id, "CreatePolicy", "the policy's id");
    },
    async update(policyId, content) {
      await paced("UpdatePolicy", () => client.send(new UpdatePolicyCommand({ PolicyId: policyId, Content: content })));
    },
    attach: (PolicyId, TargetId) =>
      unlessAlready(
        ["DuplicatePolicyAttachmentException"],
        paced("AttachPolicy", () => client.send(new AttachPolicyCommand({ PolicyId, TargetId }))),
      ),
    detach: (PolicyId, TargetId) =>
      unlessAlready(
        ["PolicyNotAttachedException", "PolicyNotFoundException"],
        paced("DetachPolicy", () => client.send(new DetachPolicyCommand({ PolicyId, TargetId }))),
      ),
    remove: (PolicyId) =>
      unlessAlready(
        ["PolicyNotFoundException"],
        paced("DeletePolicy", () => client.send(new DeletePolicyCommand({ PolicyId }))),
      ),
  };
};
