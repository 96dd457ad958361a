import type { CutIssuedCredentials } from "./credential-cuts.ts";

export type LostEligibility = "end" | "warn";

/** What admins decide for everybody. */
export type Settings = {
  approvalWorkflow: boolean;
  decisionCommentRequired: boolean;
  endCommentRequired: boolean;
  justificationRequired: boolean;
  ticketRequired: boolean;
  /** A regular expression the whole ticket must match; null allows any. */
  ticketPattern: string | null;
  maxDurationMinutes: number;
  pendingExpiryMinutes: number;
  adminGroupId: string | null;
  auditorGroupId: string | null;
  onLostEligibility: LostEligibility;
  cutIssuedCredentials: CutIssuedCredentials;
  portalUrl: string | null;
  notifications: {
    email: boolean;
    auditEmail: string | null;
  };
};

export const shortestDurationMinutes = 15;
export const longestDurationMinutes = 8_000 * 60;
export const furthestStartDays = 90;

export const defaultSettings: Settings = {
  approvalWorkflow: true,
  decisionCommentRequired: false,
  endCommentRequired: false,
  justificationRequired: true,
  ticketRequired: false,
  ticketPattern: null,
  maxDurationMinutes: 9 * 60,
  pendingExpiryMinutes: 3 * 60,
  adminGroupId: null,
  auditorGroupId: null,
  onLostEligibility: "end",
  cutIssuedCredentials: "never",
  portalUrl: null,
  notifications: { email: true, auditEmail: null },
};
