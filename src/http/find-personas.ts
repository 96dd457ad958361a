import type { PersonInGroups } from "../core/directory.ts";
import { groupRights } from "../core/personas.ts";
import type { Db } from "../store/database.ts";
import { findRights, type Rights } from "../store/standing.ts";

/** What a person may be to Stint right now. One person can be all of them. */
export type Personas = {
  requester: boolean;
  approver: boolean;
  auditor: boolean;
  admin: boolean;
  /** Auditor or admin by groups that are too old to rely on: neither is granted, and that is why. */
  groupsAreStale?: true;
};

export const personasOf = (person: PersonInGroups, { settings, isNamedApprover }: Rights): Personas => {
  const { isAdmin, isAuditor } = groupRights(person, settings);
  return { requester: true, approver: isNamedApprover, auditor: isAuditor, admin: isAdmin };
};

/** Looked up at each request from the mirror and the policies as they stand, never from what a browser or a token claims. */
export const findPersonas = async (db: Db, person: PersonInGroups): Promise<Personas> =>
  personasOf(person, await findRights(db, person));
