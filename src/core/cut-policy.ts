import type { Account } from "./directory.ts";

/** The one service control policy that Stint owns, as AWS holds it. */
export type SeenPolicy = { id: string; content: string; targets: string[] };

export const cutPolicyName = "stint-credential-cuts";
/** Its value is who made the policy: two deployments of Stint in one organisation must not write over each other. */
export const cutPolicyTag = "stint:owner";

/** Service control policies as the cutting of credentials needs them. Throws `CloudError` only. */
export type CutPolicyApi = {
  /** By its name, with who owns it; undefined when there is none. */
  find(): Promise<{ id: string; owner: string | undefined } | undefined>;
  /** Undefined when it is gone. */
  read(policyId: string): Promise<SeenPolicy | undefined>;
  create(policy: { content: string; owner: string }): Promise<string>;
  update(policyId: string, content: string): Promise<void>;
  attach(policyId: string, targetId: string): Promise<void>;
  detach(policyId: string, targetId: string): Promise<void>;
  remove(policyId: string): Promise<void>;
};

export type WantedPolicy = { content: string; targetId: string };

/** The one thing to do next. Everything but `nothing` is one write to AWS. */
export type PolicyStep =
  | { do: "nothing" }
  | { do: "create"; content: string }
  | { do: "update"; content: string }
  | { do: "attach"; targetId: string }
  | { do: "detach"; targetId: string }
  | { do: "remove" };

/** Whether two documents say the same: spaces are nothing, the order is ours. */
export const isSameDocument = (a: string, b: string): boolean => {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
};

/** From what AWS holds to what is wanted, one write at a time. Pure. A policy is attached nowhere before it is deleted, as AWS demands. */
export const nextPolicyStep = (wanted: WantedPolicy | undefined, seen: SeenPolicy | undefined): PolicyStep => {
  if (!wanted) {
    const [target] = seen?.targets ?? [];
    if (!seen) return { do: "nothing" };
    return target === undefined ? { do: "remove" } : { do: "detach", targetId: target };
  }
  if (!seen) return { do: "create", content: wanted.content };
  if (!isSameDocument(seen.content, wanted.content)) return { do: "update", content: wanted.content };
  if (!seen.targets.includes(wanted.targetId)) return { do: "attach", targetId: wanted.targetId };
  const strange = seen.targets.find((target) => target !== wanted.targetId);
  return strange === undefined ? { do: "nothing" } : { do: "detach", targetId: strange };
};

/**
 * Whether a policy attached there reaches credentials in the account. The management account is beyond every service control policy.
 * Of an account that is not known it is assumed: what denies too little is worse than what denies nothing.
 */
export const isReachedFrom = (targetId: string | undefined, account: Account | undefined): boolean => {
  if (!account) return true;
  if (account.isManagement) return false;
  return targetId === undefined || targetId === account.id || account.path.includes(targetId);
};
