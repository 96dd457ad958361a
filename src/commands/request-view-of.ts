import { refuse } from "../core/decision.ts";
import type { Authority } from "../core/personas.ts";
import { Refusal } from "../core/refusal.ts";
import { findCoverage } from "../store/covered-accounts.ts";
import type { Db } from "../store/database.ts";
import { findPeopleWhoAre } from "../store/people-who-are.ts";
import type { RequestView } from "../store/request-page.ts";
import type { Caller } from "./context.ts";
import { staleGroups } from "./groups-are-stale.ts";

export type RequestViewName = "mine" | "to-decide" | "decided" | "in-my-scope" | "all";

/** What the caller sees under this name at this moment. Refuses what is not theirs. */
export const requestViewOf = async (
  db: Db,
  facts: { authority: Authority; caller: Caller; name: RequestViewName; now: Date },
): Promise<RequestView> => {
  const { authority, caller, name, now } = facts;
  const { person } = authority;
  switch (name) {
    case "mine":
      return { kind: "mine", personId: person.id };
    case "decided":
      return { kind: "decided", deciderId: person.id };
    case "to-decide": {
      const ownIds = await findPeopleWhoAre(db, person);
      return { kind: "to-decide", coverage: await findCoverage(db, authority.approves), ownIds, now };
    }
    case "in-my-scope":
      return { kind: "in-scope", coverage: await findCoverage(db, authority.approves) };
    case "all":
      if (authority.isAuditor || authority.isAdmin) return { kind: "all" };
      if (caller.groupsAreStale) throw staleGroups();
      throw new Refusal("forbidden", [
        refuse("view.not-yours", "Only auditors and admins see every request. Choose another view.", "view"),
      ]);
  }
};
