import type { Patient } from "../patient.ts";
import { type Places, partitionOf, unknownPlaces } from "./places.ts";

const mailAddressOf = (from: string | undefined): string | undefined =>
  /([^\s<>]+@[^\s<>@]+)>?\s*$/.exec(from ?? "")?.[1];

type Values = Patient["config"]["values"];

const withoutBlanks = (places: Partial<Record<keyof Places, string | undefined>>): Partial<Places> =>
  Object.fromEntries(Object.entries(places).filter(([, value]) => value !== undefined));

/** The places that only the configuration knows. */
const configured = (values: Values): Partial<Places> =>
  withoutBlanks({
    mailAddress: mailAddressOf(values.STINT_MAIL_FROM),
    mailIdentity: mailAddressOf(values.STINT_MAIL_FROM)?.split("@").at(-1),
    trailBucket: values.STINT_TRAIL_BUCKET,
    trailPrefix: values.STINT_TRAIL_PREFIX?.replace(/\/*$/, "/"),
    athenaWorkgroup: values.STINT_ATHENA_WORKGROUP,
    athenaDatabase: values.STINT_ATHENA_DATABASE,
    athenaTable: values.STINT_ATHENA_TABLE,
    athenaOutput: values.STINT_ATHENA_OUTPUT?.replace(/^s3:\/\//, "").replace(/\/$/, ""),
    logGroup: values.STINT_TRAIL_LOG_GROUP,
    eventDataStoreId: values.STINT_EVENT_DATA_STORE,
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
