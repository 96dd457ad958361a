import type { CutIssuedCredentials } from "./credential-cuts.ts";

export type LostEligibility = "end" | "warn";

/** What happens to access whose assignment somebody else took away in AWS. */
export type OnMissing = "end" | "put-back";

/** What happens to what somebody else assigned of a role that is for temporary use only. */
export type OnForeign = "report" | "remove";

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
  onMissingAssignment: OnMissing;
  /** Roles that nobody should hold but through Stint. */
  temporaryOnlyPermissionSetArns: string[];
  onForeignAssignment: OnForeign;
  /** More than so many within a day are not removed: somebody has to look first. */
  foreignRemovalsPerDay: number;
  portalUrl: string | null;
  notifications: {
    email: boolean;
    auditEmail: string | null;
  };
};

export const shortestDurationMinutes = 15;
export const longestDurationMinutes = 8_000 * 60;
export const furthestStartDays = 90;
/** Each is looked at everywhere where it is held, each hour. */
export const mostTemporaryOnly = 200;
export const mostForeignRemovalsPerDay = 1_000;

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
  onMissingAssignment: "end",
  temporaryOnlyPermissionSetArns: [],
  onForeignAssignment: "report",
  foreignRemovalsPerDay: 5,
  portalUrl: null,
  notifications: { email: true, auditEmail: null },
};
