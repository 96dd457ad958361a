import { refuse } from "../core/decision.ts";
import { isPresent } from "../core/directory.ts";
import { groupRights } from "../core/personas.ts";
import { Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { findPersonInGroups } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";
import type { Caller } from "./context.ts";

/** Whether the caller is in the admin group now, as the database that is passed sees it. */
const isAdmin = async (db: Db, caller: Caller): Promise<boolean> => {
  const person = await findPersonInGroups(db, caller.personId);
  return person !== undefined && isPresent(person) && groupRights(person, await readSettings(db)).isAdmin;
};

/** Refuses whoever is not in the admin group at this moment. */
export const assertAdmin = async (db: Db, caller: Caller): Promise<void> => {
  if (await isAdmin(db, caller)) return;
  throw new Refusal("forbidden", [
    refuse("admin.required", "Only admins may do this. Ask somebody in the admin group."),
  ]);
};
