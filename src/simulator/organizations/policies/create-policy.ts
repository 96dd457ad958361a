import type { CreatePolicyRequest, CreatePolicyResponse } from "@aws-sdk/client-organizations";
import { madeHex, nextNumber } from "../../made-id.ts";
import { parseServiceControlPolicy } from "../../policies/service-control.ts";
import { tagRows } from "../../sso-admin/tag-rows.ts";
import { organizationsOperation } from "../define-operation.ts";
import { tags } from "../input-rules.ts";
import { keepPolicy } from "./kept-policies.ts";
import { assertWritable, presentPolicy } from "./known-policies.ts";
import { assertMayManage, policyArn } from "./may-manage.ts";
import { content, description, policyName, policyType } from "./rules.ts";

export const createPolicy = organizationsOperation<CreatePolicyRequest, CreatePolicyResponse>({
  name: "CreatePolicy",
  rules: {
    Content: { ...content, required: true },
    Description: { ...description, required: true },
    Name: { ...policyName, required: true },
    Type: policyType,
    Tags: tags,
  },
  answer(call, input) {
    const { world } = call;
    assertMayManage(call, "CreatePolicy", [policyArn(call, "*")]);
    if (input.Tags && input.Tags.length > 0) assertMayManage(call, "TagResource", [policyArn(call, "*")]);
    assertWritable(world, { name: input.Name, content: input.Content });
    parseServiceControlPolicy(input.Content);
    const row = {
      id: `p-${madeHex(10, world.ids.seed, "policy", nextNumber(world))}`,
      name: input.Name,
      description: input.Description,
      content: input.Content,
      targets: [],
      tags: tagRows(input.Tags ?? []),
    };
    keepPolicy(world, row);
    return { Policy: presentPolicy(world, row) };
  },
});
