import type {
  DescribeResourcePolicyResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
  ResourcePolicy,
} from "@aws-sdk/client-organizations";
import { AwsError } from "../../aws/aws-error.ts";
import { madeHex } from "../../made-id.ts";
import type { World } from "../../world.ts";
import { organizationsOperation } from "../define-operation.ts";
import { tags } from "../input-rules.ts";
import { arnOf } from "../present.ts";
import { keepPolicies, readPolicies } from "./kept-policies.ts";
import { assertManagement, parseDelegation } from "./may-manage.ts";
import { content } from "./rules.ts";

const present = (world: World): ResourcePolicy => {
  const { resourcePolicy } = readPolicies(world);
  if (resourcePolicy === null)
    throw new AwsError(
      "ResourcePolicyNotFoundException",
      "We can't find a resource policy request with the parameter that you specified.",
    );
  const id = `rp-${madeHex(8, world.ids.seed, "resource-policy")}`;
  return { ResourcePolicySummary: { Id: id, Arn: arnOf(world, "resourcepolicy", id) }, Content: resourcePolicy };
};

/** Which accounts may manage policies: the organisation has one such policy at most. */
export const describeResourcePolicy = organizationsOperation<object, DescribeResourcePolicyResponse>({
  name: "DescribeResourcePolicy",
  rules: {},
  answer: ({ world }) => ({ ResourcePolicy: present(world) }),
});

export const putResourcePolicy = organizationsOperation<PutResourcePolicyRequest, PutResourcePolicyResponse>({
  name: "PutResourcePolicy",
  rules: { Content: { ...content, required: true, max: 40_000 }, Tags: tags },
  answer(call, input) {
    assertManagement(call, "PutResourcePolicy");
    parseDelegation(input.Content);
    keepPolicies(call.world, { resourcePolicy: input.Content });
    return { ResourcePolicy: present(call.world) };
  },
});

export const deleteResourcePolicy = organizationsOperation<object, object>({
  name: "DeleteResourcePolicy",
  rules: {},
  answer(call) {
    assertManagement(call, "DeleteResourcePolicy");
    present(call.world);
    keepPolicies(call.world, { resourcePolicy: null });
    return {};
  },
});
