import type { PersonInGroups } from "../core/directory.ts";
import { groupRights } from "../core/personas.ts";
import type { Db } from "../store/database.ts";
import { isNamedApprover } from "../store/named-approvers.ts";
import { readSettings } from "../store/settings.ts";

/** What a person may be to Stint right now. One person can be all of them. */
export type Personas = {
  requester: boolean;
  approver: boolean;
  auditor: boolean;
  admin: boolean;
  /** Auditor or admin by groups that are too old to rely on: neither is granted, and that is why. */
  groupsAreStale?: true;
};

/** Looked up at each request from the mirror and the policies as they stand, never from what a browser or a token claims. */
export const findPersonas = async (db: Db, person: PersonInGroups): Promise<Personas> => {
  const { isAdmin, isAuditor } = groupRights(person, await readSettings(db));
  return {
    requester: true,
    approver: await isNamedApprover(db, { personId: person.id, groupIds: person.groupIds }),
    auditor: isAuditor,
    admin: isAdmin,
  };
};
