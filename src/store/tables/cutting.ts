import type { Generated } from "kysely";
import type { CutState } from "../../core/credential-cuts.ts";

export type CredentialCutTable = {
  id: string;
  grantId: string;
  requestId: string;
  personId: string;
  accountId: string;
  permissionSetArn: string;
  /** Null: not known when the grant ended, so every Identity Center role of the account is meant. */
  permissionSetName: string | null;
  /** Credentials issued before are cut, until the last of them has expired. */
  issuedBefore: Date;
  expiresAt: Date;
  isEarly: boolean;
  /** An emergency stop wanted it: it stays whatever the settings say. */
  byEmergencyStop: Generated<boolean>;
  state: Generated<CutState>;
  /** There is no room for it in the policy. */
  waits: Generated<boolean>;
  askedAt: Date;
  inForceAt: Date | null;
  overAt: Date | null;
};

/** At most one row: what Stint knows of its policy in AWS, and who works on it. */
export type CutPolicyTable = {
  id: 1;
  /** Written into the policy's tag. */
  ownerId: string;
  policyId: string | null;
  /** A call to create it was about to be sent, and AWS has not been seen without it since. */
  mayExist: Generated<boolean>;
  /** What AWS was last read back holding; null when it held nothing. */
  content: string | null;
  /** What was last about to be written: not somebody else's doing when it is found. */
  written: string | null;
  targetId: string | null;
  confirmedAt: Date | null;
  attempts: Generated<number>;
  lastError: string | null;
  isRefused: Generated<boolean>;
  failingSince: Date | null;
  retryAt: Date | null;
  /** When somebody else was last found to have changed it. */
  meddledAt: Date | null;
  leaseHolder: string | null;
  leaseUntil: Date | null;
};
