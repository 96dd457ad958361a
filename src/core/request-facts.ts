import type { ApprovalRuling, Candidate } from "./approval.ts";
import type { Account, PermissionSet, PersonInGroups } from "./directory.ts";
import type { EligibilityRuling } from "./eligibility.ts";
import type { Hold } from "./emergency-stop.ts";
import type { TidyInput } from "./request-input.ts";
import type { Settings } from "./settings.ts";

/** All that a request is judged by, looked up at one instant. */
export type RequestFacts = {
  now: Date;
  input: TidyInput;
  /** Undefined: the directory has no such person. */
  requester: PersonInGroups | undefined;
  settings: Settings;
  /** The accounts asked for, as far as the directory knows them. */
  accounts: ReadonlyMap<string, Account>;
  permissionSet: PermissionSet | undefined;
  managementIsOutOfReach: boolean;
  /** By account id; an account in which the requester is not eligible is missing. */
  rulings: ReadonlyMap<string, EligibilityRuling>;
  /** All accounts together; undefined when the requester is not eligible in each. */
  ruling: EligibilityRuling | undefined;
  /** The emergency stops that hold anything of this. */
  holds: readonly Hold[];
  /** Undefined when no approval is required. */
  approval: { ruling: ApprovalRuling; approvers: readonly Candidate[] } | undefined;
};
