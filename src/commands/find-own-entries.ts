import type { PersonInGroups } from "../core/directory.ts";
import type { Db } from "../store/database.ts";
import { findPeopleInGroups } from "../store/people.ts";
import { findPeopleWhoAre } from "../store/people-who-are.ts";

/** Every entry of the directory that is this human being, with the groups of each: somebody may be there twice, as `jane` and `adm-jane`. */
export const findOwnEntries = async (db: Db, person: PersonInGroups): Promise<PersonInGroups[]> => {
  const entries = await findPeopleInGroups(db, await findPeopleWhoAre(db, person));
  return [person, ...entries.values()];
};
