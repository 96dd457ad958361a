import type { ApprovalPolicy, EligibilityPolicy } from "../../../src/core/policies.ts";
import type { Organisation } from "./small-organisation.ts";

export type PolicyInput<P> = Omit<P, "id">;

/** The policies that every history begins with. */
export const firstPolicies = ({ orgUnits, accounts, roles, groups, people }: Organisation) => {
  const below = (id: string) => ({ type: "ou" as const, id, includeChildOus: true });
  const engineers = [{ type: "group" as const, id: groups.engineers }];
  const eligibility: PolicyInput<EligibilityPolicy>[] = [
    {
      ...{ name: "Engineers in production", principals: engineers, scopes: [below(orgUnits.production)] },
      ...{ permissionSetArns: [roles.admin, roles.read], maxDurationMinutes: 240, approvalRequired: true },
    },
    {
      ...{ name: "Engineers in test", principals: engineers, scopes: [below(orgUnits.test)] },
      ...{ permissionSetArns: [roles.admin], maxDurationMinutes: 480, approvalRequired: false },
    },
    {
      ...{ name: "Engineers deploy", principals: engineers, scopes: [below(orgUnits.production)] },
      ...{ permissionSetArns: [roles.deploy], maxDurationMinutes: 60, approvalRequired: false },
    },
    {
      ...{ name: "Sam reads", principals: [{ type: "user", id: people.sam }] },
      scopes: [{ type: "account", id: accounts.sandbox }],
      ...{ permissionSetArns: [roles.read], maxDurationMinutes: null, approvalRequired: true },
    },
  ];
  const leads = [{ type: "group" as const, id: groups.leads }];
  const approval: PolicyInput<ApprovalPolicy>[] = [
    {
      ...{ name: "Leads decide", scopes: [below(orgUnits.production), below(orgUnits.test)] },
      ...{ permissionSetArns: [], approvers: leads, approvalsNeeded: 1 },
    },
    {
      ...{ name: "Two for the bank", scopes: [{ type: "account", id: accounts.bank }] },
      ...{ permissionSetArns: [roles.admin], approvers: leads, approvalsNeeded: 2 },
    },
  ];
  return { eligibility, approval };
};
