import {
  addAccount,
  addGroup,
  addMembership,
  addOrgUnit,
  addPermissionSet,
  addStandingAssignment,
  addUser,
} from "../../../src/simulator/seed/add-rows.ts";
import { organisationIds } from "../../../src/simulator/seed/organisation-ids.ts";
import { emptyWorld } from "../../../src/simulator/world.ts";

export type Organisation = ReturnType<typeof smallOrganisation>;

const founded = new Date("2024-03-04T09:00:00.000Z");

/** As few of each as it takes for every rule to matter: more people would only make the same things happen to others. */
export const smallOrganisation = () => {
  const world = emptyWorld(organisationIds("simulation", founded));
  const { ids } = world;
  addAccount(world, { name: "management", parentId: ids.rootId, id: ids.managementAccountId });
  addAccount(world, { name: "identity", parentId: ids.rootId, id: ids.delegatedAdministratorId });
  const orgUnits = {
    production: addOrgUnit(world, "/Production", ids.rootId),
    test: addOrgUnit(world, "/Test", ids.rootId),
  };
  const account = (name: string, parentId: string) => addAccount(world, { name, parentId }).id;
  const accounts = {
    shop: account("shop", orgUnits.production),
    bank: account("bank", orgUnits.production),
    trial: account("trial", orgUnits.test),
    sandbox: account("sandbox", orgUnits.test),
  };
  const role = (name: string) =>
    addPermissionSet(world, { name, description: name, sessionDuration: "PT1H", managedPolicyArns: [] }).arn;
  const roles = { admin: role("Admin"), read: role("Read"), deploy: role("Deploy") };
  const group = (name: string) => addGroup(world, name, name).id;
  const groups = {
    engineers: group("engineers"),
    leads: group("leads"),
    admins: group("admins"),
    auditors: group("auditors"),
  };
  const person = (userName: string, ...inGroups: string[]) => {
    const row = addUser(world, {
      ...{ userName, givenName: userName, familyName: "Simulated", email: `${userName}@acme.example` },
    });
    for (const id of inGroups) addMembership(world, id, row.id);
    return row.id;
  };
  const people = {
    erin: person("erin", groups.engineers),
    emil: person("emil", groups.engineers, groups.leads),
    enno: person("enno", groups.engineers),
    lea: person("lea", groups.leads),
    luca: person("luca", groups.leads),
    ada: person("ada", groups.admins),
    aude: person("aude", groups.auditors),
    sam: person("sam"),
  };
  const standing = [
    { accountId: accounts.shop, permissionSetArn: roles.read, principalId: people.emil },
    { accountId: accounts.trial, permissionSetArn: roles.admin, principalId: people.erin },
  ];
  for (const one of standing) addStandingAssignment(world, { ...one, principalType: "USER" });
  addStandingAssignment(world, {
    ...{ accountId: accounts.bank, permissionSetArn: roles.read, principalType: "GROUP", principalId: groups.leads },
  });
  return { world, orgUnits, accounts, roles, groups, people };
};
