import type { QueryClient } from "@tanstack/react-query";

const aboutSystem = ["system", "directory-sync", "notices", "audit-verification"];
const aboutStops = ["emergency-stops", "emergency-stop-preview"];
const aboutAccess = ["requests", "request", "timeline", "grants", "grant", "me", ...aboutStops, ...aboutSystem];

const refresher =
  (keys: readonly string[]) =>
  (client: QueryClient): Promise<void> =>
    client.invalidateQueries({ predicate: ({ queryKey }) => keys.includes(String(queryKey[0])) });

/** Reads again whatever is shown of requests and grants, and what moves along with them. */
export const refreshAccess = refresher(aboutAccess);

/** Reads again what moves without an event: figures, messages, the directory being read. */
export const refreshSystem = refresher(aboutSystem);

/** Reads again what only the audit log shows. */
export const refreshAudit = refresher(["audit", "audit-verification"]);

/** Reads again what was done with access. */
export const refreshActivity = refresher(["activity"]);
