import type { Account, Group, OrgUnit, Person } from "../../core/directory.ts";
import { listAllAccounts, markAccountsGone, saveAccounts } from "../../store/accounts.ts";
import { listAllGroups, markGroupsGone, saveGroups } from "../../store/groups.ts";
import { listAllOrgUnits, markOrgUnitsGone, saveOrgUnits } from "../../store/org-units.ts";
import { listAllPeople, markPeopleGone, savePeople } from "../../store/people.ts";
import type { Kind } from "./sync-kind.ts";

export const orgUnits: Kind<OrgUnit> = {
  name: "orgUnits",
  read: (source) => source.orgUnits(),
  list: listAllOrgUnits,
  save: (trx, { things }) => saveOrgUnits(trx, things),
  markGone: markOrgUnitsGone,
  idOf: (orgUnit) => orgUnit.id,
  nameOf: (orgUnit) => orgUnit.name,
};

export const accounts: Kind<Account> = {
  name: "accounts",
  read: (source) => source.accounts(),
  list: listAllAccounts,
  save: (trx, { things }) => saveAccounts(trx, things),
  markGone: markAccountsGone,
  idOf: (account) => account.id,
  nameOf: (account) => account.name,
};

export const people: Kind<Person> = {
  name: "people",
  read: (source) => source.people(),
  list: listAllPeople,
  save: (trx, { things, readAt }) => savePeople(trx, { people: things, readAt }),
  markGone: markPeopleGone,
  idOf: (person) => person.id,
  nameOf: (person) => person.userName,
};

export const groups: Kind<Group> = {
  name: "groups",
  read: (source) => source.groups(),
  list: listAllGroups,
  save: (trx, { things }) => saveGroups(trx, things),
  markGone: markGroupsGone,
  idOf: (group) => group.id,
  nameOf: (group) => group.displayName,
};
