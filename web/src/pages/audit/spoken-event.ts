/** What the actor did, to be read after their name: “Mateo Garcia · approved the request”. */
const words: Record<string, string> = {
  "request.created": "asked for access",
  "request.refused": "was refused when asking for access",
  "request.approval-recorded": "gave one of several approvals",
  "request.approved": "approved the request",
  "request.rejected": "rejected the request",
  "request.cancelled": "cancelled the request",
  "request.expired": "let the request expire: nobody decided in time",
  "request.decision-refused": "was refused when deciding",
  "request.cancel-refused": "was refused when cancelling",
  "grant.scheduled": "scheduled the access",
  "grant.activating": "began to activate the access",
  "grant.active": "saw AWS confirm the access as active",
  "grant.ending": "began to end the access",
  "grant.ended": "saw the access confirmed as ended",
  "grant.failed": "could not give the access",
  "grant.end-refused": "was refused when ending access",
  "grant.activation-unconfirmed": "raised an alarm: activation not confirmed by AWS",
  "grant.removal-unconfirmed": "raised an alarm: removal not confirmed by AWS",
  "grant.removal-retried": "tried the removal again",
  "grant.eligibility-lost": "noticed that eligibility was lost",
  "eligibility-policy.created": "created an eligibility policy",
  "eligibility-policy.updated": "changed an eligibility policy",
  "eligibility-policy.deleted": "deleted an eligibility policy",
  "eligibility-policy.refused": "was refused when changing an eligibility policy",
  "approval-policy.created": "created an approval policy",
  "approval-policy.updated": "changed an approval policy",
  "approval-policy.deleted": "deleted an approval policy",
  "approval-policy.refused": "was refused when changing an approval policy",
  "settings.changed": "changed the settings",
  "settings.refused": "was refused when changing the settings",
  "directory.synced": "read the directory from AWS",
  "directory.sync-asked": "asked for the directory to be read",
  "directory.sync-refused": "was refused when asking for the directory to be read",
  "api-client.created": "created an API client",
  "api-client.revoked": "revoked an API client",
  "api-client.refused": "was refused when managing API clients",
  "api-token.issued": "was issued an API token",
  "api-token.refused": "was refused an API token",
  "sign-in.succeeded": "signed in",
  "sign-in.refused": "was refused at sign-in",
  "signed-out": "signed out",
  "notification.dead": "gave up sending a message",
  "audit.verified": "verified the whole audit chain",
  "audit.verification-asked": "asked for the audit chain to be verified",
  "audit.verification-refused": "was refused when asking for the audit chain to be verified",
  "audit.broken": "found the audit chain broken",
};

/** An action in words; one that is not known here as it is. */
export const spokenEvent = (action: string): string => words[action] ?? action;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const groups = [
  { value: "request.", label: "Requests: everything" },
  { value: "grant.", label: "Access: everything" },
  { value: "eligibility-policy.", label: "Eligibility policies: everything" },
  { value: "approval-policy.", label: "Approval policies: everything" },
  { value: "settings.", label: "Settings: everything" },
  { value: "sign-in.", label: "Signing in: everything" },
  { value: "api-client.", label: "API clients: everything" },
  { value: "directory.", label: "Directory: everything" },
  { value: "audit.", label: "The audit log itself: everything" },
];

/** What the log can be narrowed to: whole subjects first, then one thing that can happen. */
export const actionOptions = [
  ...groups.map((group) => ({ ...group, tags: [`${group.value}*`] })),
  ...Object.entries(words).map(([value, said]) => ({ value, label: capital(said), tags: [value] })),
];
