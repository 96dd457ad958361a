import type { Settings, SettingsInput } from "../../api/settings.ts";

/** The settings as one flat form. A text that is empty means that there is none. */
export type SettingsDraft = Pick<
  Settings,
  | "approvalWorkflow"
  | "decisionCommentRequired"
  | "endCommentRequired"
  | "justificationRequired"
  | "ticketRequired"
  | "maxDurationMinutes"
  | "pendingExpiryMinutes"
  | "adminGroupId"
  | "auditorGroupId"
  | "onLostEligibility"
  | "cutIssuedCredentials"
  | "onMissingAssignment"
  | "onForeignAssignment"
  | "foreignRemovalsPerDay"
> & {
  /** ARNs in order, as one text: two forms differ when it does. */
  temporaryOnlyPermissionSetArns: string;
} & { ticketPattern: string; portalUrl: string; email: boolean; auditEmail: string };

export type Field = keyof SettingsDraft;

export const fieldNames: Record<Field, string> = {
  approvalWorkflow: "Approval workflow",
  decisionCommentRequired: "Comment on decisions",
  endCommentRequired: "Comment when access is ended",
  justificationRequired: "Justification",
  ticketRequired: "Ticket",
  ticketPattern: "Ticket pattern",
  maxDurationMinutes: "Longest duration",
  pendingExpiryMinutes: "Requests wait at most",
  adminGroupId: "Admin group",
  auditorGroupId: "Auditor group",
  onLostEligibility: "When eligibility is lost",
  cutIssuedCredentials: "Issued credentials",
  onMissingAssignment: "Access taken away in AWS",
  temporaryOnlyPermissionSetArns: "For temporary use only",
  onForeignAssignment: "What others hold",
  foreignRemovalsPerDay: "Removed within a day",
  portalUrl: "Access portal",
  email: "E-mail",
  auditEmail: "Audit copy",
};

export const textOf = (arns: readonly string[]): string => [...arns].sort().join(" ");
export const arnsOf = (text: string): string[] => text.split(" ").filter(Boolean);

export const draftOf = (settings: Settings): SettingsDraft => {
  const { ticketPattern, portalUrl, notifications, version: _v, updatedAt: _u, abilities: _a, ...rest } = settings;
  return {
    ...rest,
    temporaryOnlyPermissionSetArns: textOf(settings.temporaryOnlyPermissionSetArns),
    ticketPattern: ticketPattern ?? "",
    portalUrl: portalUrl ?? "",
    email: notifications.email,
    auditEmail: notifications.auditEmail ?? "",
  };
};

/** The fields in which two forms differ, in the order of the page. */
export const differingFields = (one: SettingsDraft, other: SettingsDraft): Field[] =>
  (Object.keys(fieldNames) as Field[]).filter((field) => one[field] !== other[field]);

const textOrNull = (text: string) => text.trim() || null;

/** What is sent: only what was changed, and the version it was changed from. */
export const inputOf = (changes: Partial<SettingsDraft>, version: number): SettingsInput => {
  const { ticketPattern, portalUrl, email, auditEmail, temporaryOnlyPermissionSetArns: marked, ...rest } = changes;
  const notifications = {
    ...(email === undefined ? {} : { email }),
    ...(auditEmail === undefined ? {} : { auditEmail: textOrNull(auditEmail) }),
  };
  return {
    ...rest,
    ...(marked === undefined ? {} : { temporaryOnlyPermissionSetArns: arnsOf(marked) }),
    ...(ticketPattern === undefined ? {} : { ticketPattern: textOrNull(ticketPattern) }),
    ...(portalUrl === undefined ? {} : { portalUrl: textOrNull(portalUrl) }),
    ...(Object.keys(notifications).length > 0 ? { notifications } : {}),
    version,
  };
};
