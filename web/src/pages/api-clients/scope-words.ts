import type { Scope } from "../../api/api-clients.ts";

/** What each scope lets a client do, in the order in which they are offered. */
export const scopeDescriptions: Record<Scope, { label: string; description: string }> = {
  "requests:read": { label: "read requests", description: "See requests, and follow events." },
  "requests:write": { label: "ask for access", description: "Send and cancel requests." },
  "decisions:write": { label: "decide", description: "Approve and reject requests." },
  "grants:read": { label: "read access", description: "See access that was granted." },
  "grants:end": { label: "end access", description: "End access before its time." },
  "activity:read": { label: "read activity", description: "See what was done with access." },
  "policies:read": { label: "read policies", description: "See eligibility and approval policies." },
  "policies:write": { label: "change policies", description: "Create, change and delete policies." },
  "settings:read": { label: "read settings", description: "See settings, API clients and the notification log." },
  "settings:write": { label: "change settings", description: "Change settings and revoke API clients." },
  "directory:read": { label: "read the directory", description: "Search accounts, roles, people and groups." },
  "directory:sync": { label: "sync the directory", description: "Have the directory read anew." },
  "audit:read": { label: "read the audit log", description: "See who did what; only for auditors." },
  "system:read": { label: "read system health", description: "See how Stint’s own work stands." },
};

export const scopeWords = (scope: string): string =>
  Object.hasOwn(scopeDescriptions, scope) ? scopeDescriptions[scope as Scope].label : scope;
