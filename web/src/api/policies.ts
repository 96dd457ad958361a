import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  approvalPolicy,
  approvalPolicyInput,
  eligibilityPolicy,
  eligibilityPolicyInput,
  policyEffect,
} from "../../../src/contract/policies.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

export type EligibilityPolicy = z.output<typeof eligibilityPolicy>;
export type ApprovalPolicy = z.output<typeof approvalPolicy>;
export type EligibilityPolicyInput = z.input<typeof eligibilityPolicyInput>;
export type ApprovalPolicyInput = z.input<typeof approvalPolicyInput>;
export type PolicyReference = EligibilityPolicy["references"][number];
export type PolicyPreview = z.output<typeof policyEffect>;

/** The two kinds of policies, by the path under which the API has them. */
export type PolicyKind = "eligibility-policies" | "approval-policies";
export type AnyPolicy = EligibilityPolicy | ApprovalPolicy;
export type PolicyInput = EligibilityPolicyInput | ApprovalPolicyInput;

/** Only `input`: a new policy; only `id`: a deletion; both: a change. */
export type PolicyChange = { id?: string | undefined; input?: PolicyInput | undefined };

export const usePolicies = <Policy extends AnyPolicy>(kind: PolicyKind, query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: ["policies", kind, query],
    queryFn: ({ signal }) => call<Page<Policy>>("GET", `/${kind}`, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const usePolicy = (kind: PolicyKind, id: string | undefined) =>
  useQuery({
    queryKey: ["policy", kind, id],
    queryFn: ({ signal }) => call<AnyPolicy>("GET", `/${kind}/${id}`, { signal }),
    enabled: id !== undefined,
  });

export const usePolicyPreview = (kind: PolicyKind, change: PolicyChange | undefined) =>
  useQuery({
    queryKey: ["policy-preview", kind, change],
    queryFn: ({ signal }) =>
      call<PolicyPreview>("POST", `/${kind}/preview`, {
        body: { ...(change?.id ? { id: change.id } : {}), ...(change?.input ? { policy: change.input } : {}) },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: change !== undefined,
    gcTime: 10_000,
  });

/** Reads anew what is shown, also after a failure: somebody else may have been faster. */
const usePolicyMutation = <Input, Output>(
  mutationFn: (input: Input) => Promise<Output>,
  shown = ["policies", "policy", "policy-preview"],
) => {
  const client = useQueryClient();
  const about = new Set(shown);
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => about.has(String(queryKey[0])) }),
  });
};

export const useSavingPolicy = (kind: PolicyKind) =>
  usePolicyMutation(({ id, input }: PolicyChange) =>
    id === undefined
      ? call<AnyPolicy>("POST", `/${kind}`, { body: input })
      : call<AnyPolicy>("PUT", `/${kind}/${id}`, { body: input }),
  );

/** Of the policy itself there is nothing left to read. */
export const useDeletingPolicy = (kind: PolicyKind) =>
  usePolicyMutation(
    ({ id, version }: { id: string; version: number }) =>
      call<void>("DELETE", `/${kind}/${id}`, { query: { version: String(version) } }),
    ["policies"],
  );
