/** A person or a group, named by its Identity Store id. */
export type Principal = { type: "user" | "group"; id: string };

/** Where a policy holds. An OU means the accounts directly in it; with `includeChildOus`, the whole subtree. The root is an OU too. */
export type Scope = { type: "account"; id: string } | { type: "ou"; id: string; includeChildOus: boolean };

/** Who may ask for what. */
export type EligibilityPolicy = {
  id: string;
  name: string;
  principals: Principal[];
  scopes: Scope[];
  permissionSetArns: string[];
  /** Absent: the global maximum holds. */
  maxDurationMinutes: number | null;
  approvalRequired: boolean;
};

/** Who may decide. All policies that match add up: approvers are the union, approvals needed the maximum. */
export type ApprovalPolicy = {
  id: string;
  name: string;
  scopes: Scope[];
  /** Empty: for every permission set. */
  permissionSetArns: string[];
  approvers: Principal[];
  approvalsNeeded: number;
};
