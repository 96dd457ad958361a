import type { Caller } from "../commands/context.ts";
import type { AppContext } from "./app-context.ts";
import type { Holds } from "./serve-operation.ts";

/**
 * What may be offered: where decisions need a fresh sign-in, no API client is offered to decide. A person with an old sign-in still is, for
 * they may sign in again.
 */
export const holdsToDecide =
  ({ limits }: AppContext, { caller, holds }: { caller: Caller; holds: Holds }): Holds =>
  (scope) =>
    holds(scope) && !(scope === "decisions:write" && caller.via !== undefined && limits.decideMaxAgeMs !== null);
