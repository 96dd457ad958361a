import {
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { PermissionSet } from "../../core/directory.ts";
import type { Seen } from "../../core/directory-source.ts";
import { CloudError } from "../../core/identity-center.ts";
import { call, incomplete, present } from "./call.ts";
import { allRows, pagesOf } from "./pages.ts";
import { sessionMinutes } from "./session-duration.ts";

const pageSize = 100;

type Before = () => Promise<void>;

/**
 * The organisation instance of Identity Center, the only kind that gives access to accounts.
 * Account instances, owned by some other account, may be listed next to it.
 */
export const readInstance = async (
  client: SSOAdminClient,
  facts: { managementAccountId: string; before: Before },
): Promise<{ instanceArn: string; identityStoreId: string; primaryRegion: string | undefined }> => {
  const operation = "ListInstances";
  const pages = pagesOf(operation, (NextToken) => client.send(new ListInstancesCommand({ NextToken })), facts.before);
  const instances = await allRows(pages, (page) => page.Instances);
  const organisationWide = instances.find((instance) => instance.OwnerAccountId === facts.managementAccountId);
  const unowned = instances.find((instance) => instance.OwnerAccountId === undefined);
  const instance = organisationWide ?? unowned;
  if (!instance)
    throw new CloudError({
      problem: "not-found",
      operation,
      message:
        "This Region has no organisation instance of IAM Identity Center. Run Stint in Identity Center's primary Region, in the management account or its delegated administrator account.",
    });
  const instanceArn = present(instance.InstanceArn, operation, "an instance ARN");
  return {
    instanceArn,
    identityStoreId: present(instance.IdentityStoreId, operation, "an identity store id"),
    primaryRegion: instance.PrimaryRegion ?? (await readPrimaryRegion(client, { ...facts, instanceArn })),
  };
};

/** Asked only where the list of instances leaves it out; whoever may not ask, or asks in vain, goes on without knowing. */
const readPrimaryRegion = async (
  client: SSOAdminClient,
  facts: { instanceArn: string; before: Before },
): Promise<string | undefined> => {
  await facts.before();
  const asked = client.send(new DescribeInstanceCommand({ InstanceArn: facts.instanceArn }));
  return (await asked.catch(() => undefined))?.PrimaryRegion;
};

/**
 * Throws unless Stint is set to the Region where assignments are managed: an instance may be replicated to other Regions, where it
 * is listed as well, but there neither permission sets nor assignments can even be read (IAM Identity Center User Guide, "IAM
 * Identity Center service APIs supported in additional AWS Regions").
 */
export const assertPrimaryRegion = (facts: { primaryRegion: string | undefined; region: string }): void => {
  const { primaryRegion, region } = facts;
  if (primaryRegion === undefined || primaryRegion === region) return;
  throw new CloudError({
    problem: "refused",
    operation: "DescribeInstance",
    message: `The primary Region of IAM Identity Center is ${primaryRegion}, and Stint is set to ${region}. Set AWS_REGION=${primaryRegion}`,
  });
};

export const readPermissionSetArns = (
  client: SSOAdminClient,
  facts: { instanceArn: string; before: Before },
): Promise<string[]> =>
  allRows(
    pagesOf(
      "ListPermissionSets",
      (NextToken) =>
        client.send(new ListPermissionSetsCommand({ InstanceArn: facts.instanceArn, MaxResults: pageSize, NextToken })),
      facts.before,
    ),
    (page) => page.PermissionSets,
  );

/** The permission sets provisioned in one account, found from the account's side: a page for every hundred, not a call for each. */
export const readProvisionedArns = (
  client: SSOAdminClient,
  facts: { instanceArn: string; accountId: string; before: Before },
): Promise<string[]> =>
  allRows(
    pagesOf(
      "ListPermissionSetsProvisionedToAccount",
      (NextToken) =>
        client.send(
          new ListPermissionSetsProvisionedToAccountCommand({
            InstanceArn: facts.instanceArn,
            AccountId: facts.accountId,
            MaxResults: pageSize,
            NextToken,
          }),
        ),
      facts.before,
    ),
    (page) => page.PermissionSets,
  );

export const describePermissionSet = async (
  client: SSOAdminClient,
  facts: { instanceArn: string; arn: string; before: Before },
): Promise<Omit<Seen<PermissionSet>, "inManagementAccount">> => {
  const operation = "DescribePermissionSet";
  await facts.before();
  const answer = await call(operation, () =>
    client.send(new DescribePermissionSetCommand({ InstanceArn: facts.instanceArn, PermissionSetArn: facts.arn })),
  );
  const described = present(answer.PermissionSet, operation, "the permission set");
  const minutes = sessionMinutes(described.SessionDuration);
  if (minutes === undefined) throw incomplete(operation, `a session duration: ${described.SessionDuration}`);
  return {
    arn: facts.arn,
    name: present(described.Name, operation, "a name"),
    description: described.Description ?? "",
    sessionDurationMinutes: minutes,
  };
};
