import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Deployment, DirectorySource } from "../../core/directory-source.ts";
import { type BudgetedService, type Pace, unpaced } from "../../core/pace.ts";
import { call, present } from "./call.ts";
import type { AwsClients } from "./clients.ts";
import { readGroups, readMembers, readPeople } from "./identity-store.ts";
import { isThere } from "./is-there.ts";
import { readAccounts, readManagementAccountId, readOrgUnits } from "./organizations.ts";
import {
  assertPrimaryRegion,
  describePermissionSet,
  readInstance,
  readPermissionSetArns,
  readProvisionedArns,
} from "./permission-sets.ts";

type Facts = { clients: AwsClients; pace?: Pace };

/** Where our credentials act, and which instance and organisation they see. */
const readDeployment = async ({ clients, pace = unpaced }: Facts): Promise<Deployment> => {
  const operation = "GetCallerIdentity";
  const caller = await call(operation, () => clients.sts.send(new GetCallerIdentityCommand()));
  await pace("organizations", "sync");
  const managementAccountId = await readManagementAccountId(clients.organizations);
  const { primaryRegion, ...instance } = await readInstance(clients.ssoAdmin, {
    managementAccountId,
    before: () => pace("sso-admin", "sync"),
  });
  assertPrimaryRegion({ primaryRegion, region: await clients.ssoAdmin.config.region() });
  return { ...instance, managementAccountId, callerAccountId: present(caller.Account, operation, "an account") };
};

/**
 * The directory through the real SDK, in the lowest lane of the shared budget: `pace` is awaited before every single call.
 * Where Stint runs is asked once and remembered; `deployment()` asks anew.
 */
export const createDirectorySource = (facts: Facts): DirectorySource => {
  const { clients, pace = unpaced } = facts;
  const { ssoAdmin, identityStore, organizations } = clients;
  const before = (service: BudgetedService) => () => pace(service, "sync");
  let known: Promise<Deployment> | undefined;
  const ask = () => {
    const asking = readDeployment(facts);
    known = asking;
    asking.catch(() => {
      if (known === asking) known = undefined;
    });
    return asking;
  };
  const deployment = () => known ?? ask();

  return {
    deployment: ask,
    orgUnits: () => readOrgUnits(organizations, before("organizations")),
    async accounts() {
      const { managementAccountId } = await deployment();
      return readAccounts(organizations, { managementAccountId, before: before("organizations") });
    },
    async permissionSetArns() {
      const { instanceArn } = await deployment();
      return readPermissionSetArns(ssoAdmin, { instanceArn, before: before("sso-admin") });
    },
    async describePermissionSet(arn) {
      const { instanceArn } = await deployment();
      return describePermissionSet(ssoAdmin, { instanceArn, arn, before: before("sso-admin") });
    },
    async permissionSetArnsInManagementAccount() {
      const { instanceArn, managementAccountId: accountId } = await deployment();
      return readProvisionedArns(ssoAdmin, { instanceArn, accountId, before: before("sso-admin") });
    },
    async people() {
      const { identityStoreId } = await deployment();
      return readPeople(identityStore, { identityStoreId, before: before("identitystore") });
    },
    async groups() {
      const { identityStoreId } = await deployment();
      return readGroups(identityStore, { identityStoreId, before: before("identitystore") });
    },
    async membersOf(groupId) {
      const { identityStoreId } = await deployment();
      return readMembers(identityStore, { identityStoreId, groupId, before: before("identitystore") });
    },
    isThere: async (kind, id) => isThere({ clients, pace, deployment: await deployment() }, kind, id),
  };
};
