import type { Patient } from "../patient.ts";
import { type Places, partitionOf, unknownPlaces } from "./places.ts";

const mailIdentityOf = (from: string | undefined): string | undefined => /@([^\s<>@]+)>?\s*$/.exec(from ?? "")?.[1];

type Values = Patient["config"]["values"];

const withoutBlanks = (places: Partial<Record<keyof Places, string | undefined>>): Partial<Places> =>
  Object.fromEntries(Object.entries(places).filter(([, value]) => value !== undefined));

/** The places that only the configuration knows. */
const configured = (values: Values): Partial<Places> =>
  withoutBlanks({
    mailIdentity: mailIdentityOf(values.STINT_MAIL_FROM),
    trailBucket: values.STINT_TRAIL_BUCKET,
    trailPrefix: values.STINT_TRAIL_PREFIX?.replace(/\/*$/, "/"),
    athenaWorkgroup: values.STINT_ATHENA_WORKGROUP,
    athenaDatabase: values.STINT_ATHENA_DATABASE,
    athenaTable: values.STINT_ATHENA_TABLE,
    athenaOutput: values.STINT_ATHENA_OUTPUT?.replace(/^s3:\/\//, "").replace(/\/$/, ""),
    logGroup: values.STINT_TRAIL_LOG_GROUP?.split(":log-group:").at(-1),
    eventDataStoreId: values.STINT_EVENT_DATA_STORE?.split("/").at(-1),
  });

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
  return {
    ...unknownPlaces,
    ...(region ? { region, partition: partitionOf(region) } : {}),
    ...(us ? { partition: us.partition, accountId: us.accountId } : {}),
    ...(organization ? { organizationId: organization.id, managementAccountId: organization.managementAccountId } : {}),
    ...configured(config.values),
    ...(seen
      ? {
          managementAccountId: seen.managementAccountId,
          instanceId: seen.instanceArn.split("/").at(-1) ?? unknownPlaces.instanceId,
          identityStoreId: seen.identityStoreId,
        }
      : {}),
  };
};
