import { refuse } from "../core/decision.ts";
import type { Authority } from "../core/personas.ts";
import { Refusal } from "../core/refusal.ts";
import { findCoverage } from "../store/covered-accounts.ts";
import type { Db } from "../store/database.ts";
import type { GrantView } from "../store/grant-query.ts";
import type { Caller } from "./context.ts";
import { staleGroups } from "./groups-are-stale.ts";

export type GrantViewName = "mine" | "in-my-scope" | "all";

/** What the caller sees under this name at this moment; without a name, everything they may see. Refuses what is not theirs. */
export const grantViewOf = async (
  db: Db,
  facts: { authority: Authority; caller: Caller; name: GrantViewName | undefined },
): Promise<GrantView> => {
  const { authority, caller, name } = facts;
  const { person, isAuditor, isAdmin, approves } = authority;
  const seesAll = isAuditor || isAdmin;
  switch (name) {
    case "mine":
      return { kind: "mine", personId: person.id };
    case "in-my-scope":
      return { kind: "in-scope", coverage: await findCoverage(db, approves) };
    case "all":
      if (seesAll) return { kind: "all" };
      if (caller.groupsAreStale) throw staleGroups();
      throw new Refusal("forbidden", [
        refuse("view.not-yours", "Only auditors and admins see all access. Choose another view.", "view"),
      ]);
    case undefined:
      if (seesAll) return { kind: "all" };
      return approves.length === 0
        ? { kind: "mine", personId: person.id }
        : { kind: "mine-and-in-scope", personId: person.id, coverage: await findCoverage(db, approves) };
  }
};
