import type { PersonInGroups } from "../core/directory.ts";
import type { Db } from "../store/database.ts";
import { isNamedApprover } from "../store/named-approvers.ts";
import { readSettings } from "../store/settings.ts";

/** What a person may be to Stint right now. One person can be all of them. */
export type Personas = { requester: boolean; approver: boolean; auditor: boolean; admin: boolean };

/** Looked up at each request from the mirror and the policies as they stand, never from what a browser or a token claims. */
export const findPersonas = async (db: Db, person: PersonInGroups): Promise<Personas> => {
  const settings = await readSettings(db);
  const isIn = (groupId: string | null) => groupId !== null && person.groupIds.includes(groupId);
  return {
    requester: true,
    approver: await isNamedApprover(db, { personId: person.id, groupIds: person.groupIds }),
    auditor: isIn(settings.auditorGroupId),
    admin: isIn(settings.adminGroupId),
  };
};
