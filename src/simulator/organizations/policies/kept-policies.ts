import { keepDocument, readDocument } from "../../kept-document.ts";
import type { TagRow } from "../../rows.ts";
import type { World } from "../../world.ts";

export type PolicyRow = {
  id: string;
  name: string;
  description: string;
  content: string;
  /** The root, units and accounts to which it is attached. */
  targets: readonly string[];
  tags: readonly TagRow[];
};

/** Service control policies, the only kind the simulator knows, and whom the management account lets manage them. */
export type KeptPolicies = {
  policies: readonly PolicyRow[];
  /** Whether service control policies are switched on for the root. */
  isEnabled: boolean;
  resourcePolicy: string | null;
};

const documentName = "organizations/policies";

/** As a careful organisation has it: the account that looks after Identity Center may manage service control policies, and no other kind. */
const initial = ({ ids }: World): KeptPolicies => ({
  policies: [],
  isEnabled: true,
  resourcePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DelegateServiceControlPolicies",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ids.delegatedAdministratorId}:root` },
        Action: [
          "organizations:CreatePolicy",
          "organizations:UpdatePolicy",
          "organizations:DeletePolicy",
          "organizations:AttachPolicy",
          "organizations:DetachPolicy",
          "organizations:TagResource",
        ],
        Resource: "*",
        Condition: { StringEquals: { "organizations:PolicyType": "SERVICE_CONTROL_POLICY" } },
      },
    ],
  }),
});

export const readPolicies = (world: World): KeptPolicies => {
  const kept = readDocument<KeptPolicies | undefined>(world, documentName, undefined);
  return kept ?? initial(world);
};

export const keepPolicies = (world: World, change: Partial<KeptPolicies>): void =>
  keepDocument(world, documentName, { ...readPolicies(world), ...change });

/** Puts the policy in the place of the one with its id, or behind the others. */
export const keepPolicy = (world: World, row: PolicyRow): void => {
  const { policies } = readPolicies(world);
  const known = policies.some(({ id }) => id === row.id);
  keepPolicies(world, {
    policies: known ? policies.map((one) => (one.id === row.id ? row : one)) : [...policies, row],
  });
};
