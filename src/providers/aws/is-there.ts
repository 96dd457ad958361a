import { DescribeGroupCommand, DescribeUserCommand } from "@aws-sdk/client-identitystore";
import { DescribeAccountCommand, DescribeOrganizationalUnitCommand } from "@aws-sdk/client-organizations";
import { DescribePermissionSetCommand } from "@aws-sdk/client-sso-admin";
import type { Deployment, DirectoryKind } from "../../core/directory-source.ts";
import { CloudError } from "../../core/identity-center.ts";
import type { Pace } from "../../core/pace.ts";
import { call } from "./call.ts";
import type { AwsClients } from "./clients.ts";

type Facts = { clients: AwsClients; pace: Pace; deployment: Deployment };

const describe = async (facts: Facts, kind: DirectoryKind, id: string): Promise<unknown> => {
  const { clients, pace, deployment } = facts;
  const { identityStoreId: IdentityStoreId, instanceArn: InstanceArn } = deployment;
  switch (kind) {
    case "accounts":
      await pace("organizations", "sync");
      return call("DescribeAccount", () => clients.organizations.send(new DescribeAccountCommand({ AccountId: id })));
    case "orgUnits":
      await pace("organizations", "sync");
      return call("DescribeOrganizationalUnit", () =>
        clients.organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id })),
      );
    case "permissionSets":
      await pace("sso-admin", "sync");
      return call("DescribePermissionSet", () =>
        clients.ssoAdmin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn: id })),
      );
    case "people":
      await pace("identitystore", "sync");
      return call("DescribeUser", () =>
        clients.identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId: id })),
      );
    case "groups":
      await pace("identitystore", "sync");
      return call("DescribeGroup", () =>
        clients.identityStore.send(new DescribeGroupCommand({ IdentityStoreId, GroupId: id })),
      );
  }
};

/** The parameter that holds the id, as AWS names it when it finds fault with one. */
const idField: Record<DirectoryKind, string> = {
  accounts: "accountId",
  orgUnits: "organizationalUnitId",
  permissionSets: "permissionSetArn",
  people: "userId",
  groups: "groupId",
};

/** AWS takes this for no id at all. A complaint about anything else, a wrong identity store say, tells nothing of the thing. */
const isNoId = (error: CloudError, kind: DirectoryKind): boolean =>
  error.cause instanceof Error &&
  error.cause.name === "ValidationException" &&
  error.cause.message.toLowerCase().includes(idField[kind].toLowerCase());

/**
 * Whether AWS knows this one thing. Only AWS's own word that there is no such thing is a no: being refused the answer, for want of
 * a permission, throws like any other failure, or a policy of AWS changed by mistake would take everybody's access.
 */
export const isThere = async (facts: Facts, kind: DirectoryKind, id: string): Promise<boolean> => {
  try {
    await describe(facts, kind, id);
    return true;
  } catch (error) {
    if (error instanceof CloudError && (error.problem === "not-found" || isNoId(error, kind))) return false;
    throw error;
  }
};
