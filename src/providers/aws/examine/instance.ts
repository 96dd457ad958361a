import { DescribeInstanceCommand, ListInstancesCommand, type SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { call } from "../call.ts";
import type { AwsOptions } from "../client-settings.ts";
import { createAwsClients } from "../clients.ts";
import { allRows, pagesOf } from "../pages.ts";

export type SeenInstance = {
  arn: string;
  ownerAccountId: string | null;
  primaryRegion: string | null;
  status: string | null;
  /** Null when AWS does not tell. */
  permissionSetsEnabled: boolean | null;
  keyArn: string | null;
};

const listInstances = (client: SSOAdminClient, signal: AbortSignal) =>
  allRows(
    pagesOf("ListInstances", (NextToken) =>
      client.send(new ListInstancesCommand({ NextToken }), { abortSignal: signal }),
    ),
    (page) => page.Instances,
  );

/** Every instance that this account sees in its Region, those of single accounts too. */
export const readInstances = async (client: SSOAdminClient, signal: AbortSignal): Promise<SeenInstance[]> => {
  const rows = await listInstances(client, signal);
  return rows.map((row) => ({
    arn: row.InstanceArn ?? "",
    ownerAccountId: row.OwnerAccountId ?? null,
    primaryRegion: row.PrimaryRegion ?? null,
    status: row.Status ?? null,
    permissionSetsEnabled: null,
    keyArn: null,
  }));
};

/** One instance with what only its description tells. */
export const describeInstance = async (
  client: SSOAdminClient,
  asked: { instanceArn: string; signal: AbortSignal },
): Promise<SeenInstance> => {
  const answer = await call("DescribeInstance", () =>
    client.send(new DescribeInstanceCommand({ InstanceArn: asked.instanceArn }), { abortSignal: asked.signal }),
  );
  return {
    arn: asked.instanceArn,
    ownerAccountId: answer.OwnerAccountId ?? null,
    primaryRegion: answer.PrimaryRegion ?? null,
    status: answer.Status ?? null,
    permissionSetsEnabled: answer.PermissionSetsEnabled ?? null,
    keyArn: answer.EncryptionConfigurationDetails?.KmsKeyArn ?? null,
  };
};

/** Where else there are instances. A Region that does not answer, because it is switched off say, holds none that we could use. */
export const findInstancesElsewhere = async (
  options: AwsOptions,
  asked: { regions: readonly string[]; signal: AbortSignal },
): Promise<{ region: string; ownerAccountId: string | null }[]> => {
  const found = await Promise.all(
    asked.regions.map(async (region) => {
      const clients = createAwsClients({ ...options, region, attempts: 1 });
      try {
        const rows = await listInstances(clients.assignments, asked.signal);
        return rows.map((row) => ({ region: row.PrimaryRegion ?? region, ownerAccountId: row.OwnerAccountId ?? null }));
      } catch {
        return [];
      } finally {
        clients.destroy();
      }
    }),
  );
  return found.flat();
};
