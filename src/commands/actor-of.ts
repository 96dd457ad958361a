import type { Actor } from "../core/audit.ts";
import type { Caller } from "./context.ts";

/** The caller as the audit log names them, with the API client that acted for them. */
export const actorOf = (caller: Caller): Actor => ({
  kind: "person",
  id: caller.personId,
  ...(caller.via ? { via: caller.via } : {}),
});
