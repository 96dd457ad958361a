import { randomUUID } from "node:crypto";
import type { CommandContext } from "../src/commands/context.ts";
import type { Account, Group, OrgUnit, PermissionSet, Person } from "../src/core/directory.ts";
import type { ApprovalPolicy, EligibilityPolicy } from "../src/core/policies.ts";
import { defaultSettings, type Settings } from "../src/core/settings.ts";
import { insertApprovalPolicy } from "../src/store/approval-policies.ts";
import type { Db } from "../src/store/database.ts";
import { saveDeployment } from "../src/store/deployment.ts";
import { insertEligibilityPolicy } from "../src/store/eligibility-policies.ts";
import { noJobs } from "../src/store/jobs.ts";
import { readStoredSettings, writeSettings } from "../src/store/settings.ts";

/** When tests begin, unless they say otherwise. */
export const testStart = new Date("2026-11-20T10:00:00Z");

export const rootId = "r-test";

/** A command context on this database with a clock that stands still until the test moves it. */
export const testContext = (db: Db, start: Date = testStart) => {
  let now = start;
  const ctx: CommandContext = {
    db,
    clock: { now: () => now },
    ids: { newId: () => randomUUID() },
    jobs: noJobs,
  };
  return {
    ...ctx,
    moveTo: (at: Date) => {
      now = at;
    },
    moveBy: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
};

const digits = (count: number) =>
  randomUUID()
    .replaceAll("-", "")
    .split("")
    .map((letter) => Number.parseInt(letter, 16) % 10)
    .join("")
    .slice(0, count);

/** A person, enabled and here, in these groups. */
export const aPerson = async (db: Db, facts: Partial<Person> & { groups?: string[] } = {}): Promise<Person> => {
  const { groups = [], ...given } = facts;
  const id = given.id ?? randomUUID();
  const person: Person = {
    id,
    userName: `user-${id}`,
    displayName: `Person ${id.slice(0, 8)}`,
    email: `${id}@example.com`,
    enabled: true,
    goneAt: null,
    ...given,
  };
  await db
    .insertInto("people")
    .values({ ...person, refreshedAt: null })
    .execute();
  for (const groupId of groups) await aMembership(db, { groupId, personId: id });
  return person;
};

export const aGroup = async (db: Db, facts: Partial<Group> = {}): Promise<Group> => {
  const id = facts.id ?? randomUUID();
  const group: Group = { id, displayName: `group-${id.slice(0, 8)}`, goneAt: null, ...facts };
  await db
    .insertInto("groups")
    .values({ ...group, membersSyncedAt: null })
    .execute();
  return group;
};

export const aMembership = (db: Db, facts: { groupId: string; personId: string }) =>
  db.insertInto("memberships").values(facts).execute();

/** An OU below the parent, or below the root, whose row it need not have. */
export const anOrgUnit = async (
  db: Db,
  facts: Partial<OrgUnit> & { parent?: Pick<OrgUnit, "id" | "path"> } = {},
): Promise<OrgUnit> => {
  const { parent = { id: rootId, path: [rootId] }, ...given } = facts;
  const id = given.id ?? `ou-${randomUUID().slice(0, 8)}`;
  const orgUnit: OrgUnit = { id, name: id, parentId: parent.id, path: [...parent.path, id], goneAt: null, ...given };
  await db.insertInto("orgUnits").values(orgUnit).execute();
  return orgUnit;
};

/** An active account directly in the OU, or directly in the root. */
export const anAccount = async (
  db: Db,
  facts: Partial<Account> & { in?: Pick<OrgUnit, "id" | "path"> } = {},
): Promise<Account> => {
  const { in: orgUnit = { id: rootId, path: [rootId] }, ...given } = facts;
  const id = given.id ?? `1${digits(11)}`;
  const account: Account = {
    id,
    name: `account-${id}`,
    email: `${id}@example.com`,
    state: "ACTIVE",
    orgUnitId: orgUnit.id,
    path: orgUnit.path,
    isManagement: false,
    goneAt: null,
    ...given,
  };
  await db.insertInto("accounts").values(account).execute();
  return account;
};

export const aPermissionSet = async (db: Db, facts: Partial<PermissionSet> = {}): Promise<PermissionSet> => {
  const id = randomUUID().replaceAll("-", "").slice(0, 16);
  const permissionSet: PermissionSet = {
    arn: `arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-${id}`,
    name: `role-${id}`,
    description: "",
    sessionDurationMinutes: 60,
    inManagementAccount: false,
    goneAt: null,
    ...facts,
  };
  await db
    .insertInto("permissionSets")
    .values({ ...permissionSet, describedAt: testStart })
    .execute();
  return permissionSet;
};

/** An eligibility policy; without approval and without a maximum of its own unless the test says otherwise. */
export const aPolicy = async (
  db: Db,
  facts: Partial<EligibilityPolicy> & Pick<EligibilityPolicy, "principals" | "scopes" | "permissionSetArns">,
): Promise<EligibilityPolicy> => {
  const id = randomUUID();
  const policy: EligibilityPolicy = {
    id,
    name: `policy-${id}`,
    maxDurationMinutes: null,
    approvalRequired: false,
    ...facts,
  };
  await db.transaction().execute((trx) => insertEligibilityPolicy(trx, { policy, at: testStart }));
  return policy;
};

/** An approval policy for every permission set and one approval unless the test says otherwise. */
export const anApprovalPolicy = async (
  db: Db,
  facts: Partial<ApprovalPolicy> & Pick<ApprovalPolicy, "scopes" | "approvers">,
): Promise<ApprovalPolicy> => {
  const id = randomUUID();
  const policy: ApprovalPolicy = {
    id,
    name: `approval-policy-${id}`,
    permissionSetArns: [],
    approvalsNeeded: 1,
    ...facts,
  };
  await db.transaction().execute((trx) => insertApprovalPolicy(trx, { policy, at: testStart }));
  return policy;
};

/** Changes some settings and leaves the others as they are. */
export const withSettings = async (db: Db, change: Partial<Settings>): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    const { settings, version } = await readStoredSettings(trx);
    await writeSettings(trx, { settings: { ...defaultSettings, ...settings, ...change }, version, at: testStart });
  });
};

/** Where Stint runs: in a delegated administrator account, or with `inManagementAccount` in the management account itself. */
export const aDeployment = (db: Db, facts: { managementAccountId: string; inManagementAccount?: boolean }) =>
  db.transaction().execute((trx) =>
    saveDeployment(trx, {
      instanceArn: "arn:aws:sso:::instance/ssoins-1111111111111111",
      identityStoreId: "d-1111111111",
      managementAccountId: facts.managementAccountId,
      callerAccountId: facts.inManagementAccount ? facts.managementAccountId : "999999999999",
    }),
  );

export const user = (person: { id: string }) => ({ type: "user" as const, id: person.id });
export const group = (of: { id: string }) => ({ type: "group" as const, id: of.id });
export const account = (of: { id: string }) => ({ type: "account" as const, id: of.id });
export const orgUnit = (of: { id: string }, options: { includeChildOus?: boolean } = {}) => ({
  type: "ou" as const,
  id: of.id,
  includeChildOus: options.includeChildOus ?? false,
});
