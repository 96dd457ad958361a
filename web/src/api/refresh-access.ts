import type { QueryClient } from "@tanstack/react-query";

const aboutAccess = new Set(["requests", "request", "timeline", "grants", "me"]);

/** Reads again whatever is shown of requests and grants. */
export const refreshAccess = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => aboutAccess.has(String(queryKey[0])) });
