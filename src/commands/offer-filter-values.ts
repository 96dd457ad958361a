import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";

export type FilterField = "requester" | "account" | "permissionSet";

/** `value` is what the list is asked by, `label` what a person calls it. */
export type FilterValue = { value: string; label: string };

/** What one row of a list names. */
export type Naming = { personId: string; accountIds: readonly string[]; permissionSetArn: string };

/** This many of the newest rows are looked through: what a page may cost at most, however many there are. */
export const lookedThrough = 200;

const mostOffered = 20;

const valuesIn = async (db: Db, rows: readonly Naming[], field: FilterField): Promise<FilterValue[]> => {
  const distinct = (values: readonly string[]) => [...new Set(values)];
  switch (field) {
    case "requester": {
      const ids = distinct(rows.map(({ personId }) => personId));
      const names = new Map((await findPeople(db, ids)).map(({ id, displayName }) => [id, displayName]));
      return ids.map((id) => ({ value: id, label: names.get(id) || id }));
    }
    case "account": {
      const ids = distinct(rows.flatMap(({ accountIds }) => accountIds));
      const names = new Map((await findAccounts(db, ids)).map(({ id, name }) => [id, name]));
      return ids.map((id) => ({ value: id, label: names.get(id) || id }));
    }
    case "permissionSet": {
      const arns = distinct(rows.map(({ permissionSetArn }) => permissionSetArn));
      const names = new Map((await findPermissionSets(db, arns)).map(({ arn, name }) => [arn, name]));
      return arns.map((arn) => ({ value: arn, label: names.get(arn) ?? arn }));
    }
  }
};

/** The first by name of what the rows name and the search finds. Nothing is told that the rows do not tell. */
export const offerFilterValues = async (
  db: Db,
  facts: { rows: readonly Naming[]; field: FilterField; search: string },
): Promise<FilterValue[]> => {
  const words = facts.search.toLowerCase();
  return (await valuesIn(db, facts.rows, facts.field))
    .filter(({ value, label }) => [value, label].some((text) => text.toLowerCase().includes(words)))
    .sort((one, other) => one.label.localeCompare(other.label, "en") || (one.value < other.value ? -1 : 1))
    .slice(0, mostOffered);
};
