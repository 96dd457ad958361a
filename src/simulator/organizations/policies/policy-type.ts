import type {
  DisablePolicyTypeRequest,
  DisablePolicyTypeResponse,
  EnablePolicyTypeRequest,
  EnablePolicyTypeResponse,
} from "@aws-sdk/client-organizations";
import { AwsError } from "../../aws/aws-error.ts";
import type { Call } from "../../aws/operation.ts";
import type { RequiredRule } from "../../aws/rule.ts";
import { organizationsOperation } from "../define-operation.ts";
import { presentRoot } from "../present.ts";
import { keepPolicies, readPolicies } from "./kept-policies.ts";
import { assertManagement } from "./may-manage.ts";
import { policyType } from "./rules.ts";

const rootId = { required: true, type: "string", pattern: /^r-[0-9a-z]{4,32}$/ } satisfies RequiredRule;
const rules = { RootId: rootId, PolicyType: policyType };

const getRoot = ({ world }: Call, id: string) => {
  if (id !== world.ids.rootId)
    throw new AwsError("RootNotFoundException", "We can't find a root with the RootId that you specified.");
};

export const enablePolicyType = organizationsOperation<EnablePolicyTypeRequest, EnablePolicyTypeResponse>({
  name: "EnablePolicyType",
  rules,
  answer(call, input) {
    assertManagement(call, "EnablePolicyType");
    getRoot(call, input.RootId);
    if (readPolicies(call.world).isEnabled)
      throw new AwsError(
        "PolicyTypeAlreadyEnabledException",
        "The specified policy type is already enabled in the specified root.",
      );
    keepPolicies(call.world, { isEnabled: true });
    return { Root: presentRoot(call.world) };
  },
});

/** Switched off, every attachment is gone, as in AWS. */
export const disablePolicyType = organizationsOperation<DisablePolicyTypeRequest, DisablePolicyTypeResponse>({
  name: "DisablePolicyType",
  rules,
  answer(call, input) {
    assertManagement(call, "DisablePolicyType");
    getRoot(call, input.RootId);
    const { isEnabled, policies } = readPolicies(call.world);
    if (!isEnabled)
      throw new AwsError(
        "PolicyTypeNotEnabledException",
        "The specified policy type isn't currently enabled in this root.",
      );
    keepPolicies(call.world, { isEnabled: false, policies: policies.map((row) => ({ ...row, targets: [] })) });
    return { Root: presentRoot(call.world) };
  },
});
