import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";

/** What to call things that are mentioned. What the directory never knew is called by its id. */
export type Names = {
  person(id: string): { id: string; displayName: string; userName: string | null };
  account(id: string): { id: string; name: string };
  permissionSet(arn: string): { arn: string; name: string };
};

const unique = (ids: readonly (string | null | undefined)[] = []) => [
  ...new Set(ids.filter((id) => id !== null && id !== undefined)),
];

/** Names for everything on one page, in one query a table. */
export const findNames = async (
  db: Db,
  mentioned: {
    personIds?: readonly (string | null | undefined)[];
    accountIds?: readonly string[];
    permissionSetArns?: readonly string[];
  },
): Promise<Names> => {
  const [personIds, accountIds, arns] = [
    unique(mentioned.personIds),
    unique(mentioned.accountIds),
    unique(mentioned.permissionSetArns),
  ];
  const people = new Map((personIds.length > 0 ? await findPeople(db, personIds) : []).map((row) => [row.id, row]));
  const accounts = new Map(
    (accountIds.length > 0 ? await findAccounts(db, accountIds) : []).map((row) => [row.id, row]),
  );
  const sets = new Map((arns.length > 0 ? await findPermissionSets(db, arns) : []).map((row) => [row.arn, row]));
  return {
    person: (id) => {
      const found = people.get(id);
      return { id, displayName: found?.displayName ?? id, userName: found?.userName ?? null };
    },
    account: (id) => ({ id, name: accounts.get(id)?.name ?? id }),
    permissionSet: (arn) => ({ arn, name: sets.get(arn)?.name ?? arn }),
  };
};
