import type { Generated } from "kysely";
import type { Principal, Scope } from "../../core/policies.ts";
import type { Json } from "./json-column.ts";

/** Principals are kept twice: as written, and as arrays that an index can search. */
export type EligibilityPolicyTable = {
  id: string;
  name: string;
  principals: Json<Principal[]>;
  principalIds: string[];
  scopes: Json<Scope[]>;
  permissionSetArns: string[];
  maxDurationMinutes: number | null;
  approvalRequired: boolean;
  version: Generated<number>;
  createdAt: Date;
  updatedAt: Date;
};

export type ApprovalPolicyTable = {
  id: string;
  name: string;
  scopes: Json<Scope[]>;
  permissionSetArns: string[];
  approvers: Json<Principal[]>;
  approverIds: string[];
  approvalsNeeded: number;
  version: Generated<number>;
  createdAt: Date;
  updatedAt: Date;
};
