import { groupsAreStale } from "../commands/groups-are-stale.ts";
import { refreshPerson } from "../commands/refresh-person.ts";
import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { Refusal } from "../core/refusal.ts";
import type { Rights } from "../store/standing.ts";
import type { AppContext } from "./app-context.ts";
import { findPersonas, type Personas, personasOf } from "./find-personas.ts";

type Confirmed = { person: PersonInGroups; personas: Personas };

/**
 * The personas of somebody who is signed in. A mirror that is too old makes nobody auditor or admin: Identity Store is asked first,
 * and when it does not answer they are neither, though they keep what everybody may. Undefined when they turn out to be gone.
 */
export const confirmGroupRights = async (
  context: AppContext,
  { person, rights }: { person: PersonInGroups; rights: Rights },
): Promise<Confirmed | undefined> => {
  const personas = personasOf(person, rights);
  if (!personas.auditor && !personas.admin) return { person, personas };
  if (!(await groupsAreStale(context.db, { personId: person.id, now: context.clock.now() })))
    return { person, personas };
  try {
    const refreshed = await refreshPerson(context, { lookup: context.lookup, personId: person.id });
    if (!refreshed || !isPresent(refreshed)) return undefined;
    return { person: refreshed, personas: await findPersonas(context.db, refreshed) };
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.kind !== "unavailable") throw problem;
    return { person, personas: { ...personas, auditor: false, admin: false, groupsAreStale: true } };
  }
};
