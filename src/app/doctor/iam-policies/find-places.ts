import type { Patient } from "../patient.ts";
import { type Places, partitionOf, unknownPlaces } from "./places.ts";

const mailIdentityOf = (from: string | undefined): string | undefined => /@([^\s<>@]+)>?\s*$/.exec(from ?? "")?.[1];

/** What AWS and the configuration tell of the ARNs; whatever they do not tell stays a word to be replaced. */
export const findPlaces = async (
  { aws, caller, config, deployment }: Patient,
  signal: AbortSignal,
): Promise<Places> => {
  const [region, us, seen, organization] = await Promise.all([
    aws.region(),
    caller().catch(() => undefined),
    deployment().catch(() => undefined),
    aws.organization(signal).catch(() => undefined),
  ]);
  const mailIdentity = mailIdentityOf(config.values.STINT_MAIL_FROM);
  return {
    ...unknownPlaces,
    ...(region ? { region, partition: partitionOf(region) } : {}),
    ...(us ? { partition: us.partition, accountId: us.accountId } : {}),
    ...(organization ? { organizationId: organization.id, managementAccountId: organization.managementAccountId } : {}),
    ...(mailIdentity ? { mailIdentity } : {}),
    ...(seen
      ? {
          managementAccountId: seen.managementAccountId,
          instanceId: seen.instanceArn.split("/").at(-1) ?? unknownPlaces.instanceId,
          identityStoreId: seen.identityStoreId,
        }
      : {}),
  };
};
