import type { UserRow } from "../rows.ts";
import { emptyWorld, type World } from "../world.ts";

export const bornAt = "2026-01-01T00:00:00.000Z";
export const accountId = "111122223333";
export const permissionSetArn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";
export const roleName = "AWSReservedSSO_ReadOnly_0123456789abcdef";
export const userIds = {
  amira: "9067f3a2-b0c1-70d2-9f3e-1a2b3c4d5e6f",
  oconnor: "9067f3a2-b0c1-70d2-9f3e-000000000002",
  nomail: "9067f3a2-b0c1-70d2-9f3e-000000000003",
  gone: "9067f3a2-b0c1-70d2-9f3e-000000000004",
} as const;
const groupId = "9067f3a2-b0c1-70d2-9f3e-aaaaaaaaaaaa";

/**
 * One account, one role and four people, for the tests of the portal and the mailbox: amira.haddad holds the role through a
 * group, o'connor by herself, nomail has no e-mail address and no role, gone is disabled.
 */
export const smallWorld = (): World => {
  const world = emptyWorld({
    seed: "small",
    region: "eu-central-1",
    organizationId: "o-abcdefghij",
    rootId: "r-abcd",
    managementAccountId: "999988887777",
    delegatedAdministratorId: "888877776666",
    instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
    identityStoreId: "d-1234567890",
    createdAt: bornAt,
  });
  for (const user of people) world.users.put(user);
  world.accounts.put({
    id: accountId,
    name: "Payments <Production>",
    email: "payments@acme.example",
    state: "ACTIVE",
    parentId: "r-abcd",
    joinedMethod: "CREATED",
    joinedAt: bornAt,
  });
  world.permissionSets.put({
    arn: permissionSetArn,
    name: "ReadOnly",
    sessionDuration: "PT2H",
    createdAt: bornAt,
    managedPolicyArns: [],
    inlinePolicy: "",
    tags: [],
    version: 1,
  });
  world.provisioned.put({ accountId, permissionSetArn, roleName, version: 1 });
  world.groups.put({ id: groupId, displayName: "payments", externalIds: [], createdAt: bornAt, updatedAt: bornAt });
  world.memberships.put({ id: "m-1", groupId, userId: userIds.amira, createdAt: bornAt });
  const tuple = { accountId, permissionSetArn, beganAt: bornAt };
  world.assignments.put({ ...tuple, principalType: "GROUP", principalId: groupId });
  world.assignments.put({ ...tuple, principalType: "USER", principalId: userIds.oconnor });
  return world;
};

const person = (id: string, userName: string, displayName: string, email?: string): UserRow => ({
  id,
  userName,
  status: "ENABLED",
  attributes: {
    DisplayName: displayName,
    ...(email !== undefined && { Emails: [{ Value: email, Type: "work", Primary: true }] }),
  },
  externalIds: [],
  createdAt: bornAt,
  updatedAt: bornAt,
});

const people: UserRow[] = [
  person(userIds.amira, "amira.haddad", "Amira Haddad", "amira.haddad@acme.example"),
  person(userIds.oconnor, "siobhan.o'connor", "Siobhan O'Connor", "siobhan.o'connor@acme.example"),
  person(userIds.nomail, "no.mail", "No <b>Mail</b>"),
  { ...person(userIds.gone, "gone.person", "Gone Person", "gone@acme.example"), status: "DISABLED" },
];
