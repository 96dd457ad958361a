import { incomplete } from "../call.ts";

/**
 * What is read of a record, and where it stands in CloudTrail's JSON. The table knows AWS's lower-case names only
 * (https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html), so the record is put together again here.
 * Request parameters and response elements are left in the trail: they may hold secrets.
 */
const paths = [
  "eventVersion",
  "eventID",
  "eventTime",
  "eventSource",
  "eventName",
  "eventType",
  "eventCategory",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "readOnly",
  "requestID",
  "recipientAccountId",
  "userIdentity.type",
  "userIdentity.principalId",
  "userIdentity.arn",
  "userIdentity.accountId",
  "userIdentity.accessKeyId",
  "userIdentity.invokedBy",
  "userIdentity.onBehalfOf.userId",
  "userIdentity.onBehalfOf.identityStoreArn",
  "userIdentity.sessionContext.attributes.creationDate",
  "userIdentity.sessionContext.attributes.mfaAuthenticated",
  "userIdentity.sessionContext.sessionIssuer.type",
  "userIdentity.sessionContext.sessionIssuer.principalId",
  "userIdentity.sessionContext.sessionIssuer.arn",
  "userIdentity.sessionContext.sessionIssuer.accountId",
  "userIdentity.sessionContext.sessionIssuer.userName",
] as const;

/** As JSON of maps: engine versions differ in whether a row becomes an object or a list, a map is an object in each. */
const resources =
  "json_format(CAST(transform(resources, r -> map(ARRAY['ARN', 'accountId', 'type'], ARRAY[r.arn, r.accountid, r.type])) AS JSON))";

const aliasOf = (path: string) => path.toLowerCase().replaceAll(".", "_");

/** The columns of the query, in the order of its answer. */
export const selectedColumns = [
  ...paths.map((path) => `${path.toLowerCase()} AS ${aliasOf(path)}`),
  `${resources} AS resources_json`,
];

/** AWS sends the names of the columns as if they were the first row. */
export const isHeader = (cells: readonly (string | undefined)[]) => cells[0] === aliasOf(paths[0]);

type Json = { [member: string]: Json | unknown };

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const put = (record: Json, path: string, value: unknown): void => {
  const steps = path.split(".");
  const last = steps.pop() ?? path;
  let at = record;
  for (const step of steps) {
    const below = at[step];
    const next: Json = isJson(below) ? below : {};
    at[step] = next;
    at = next;
  }
  at[last] = value;
};

const booleans: Record<string, boolean> = { true: true, false: false };

const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
};

const resourcesOf = (json: string): unknown => {
  try {
    return withoutNulls(JSON.parse(json));
  } catch {
    throw incomplete("GetQueryResults", "resources that can be read");
  }
};

/** The CloudTrail record that the row was made from, as far as it was asked for. What the record did not have, it has not. */
export const recordOf = (cells: readonly (string | undefined)[]): Json => {
  const record: Json = {};
  for (const [index, path] of paths.entries()) {
    const cell = cells[index];
    if (cell !== undefined) put(record, path, path === "readOnly" ? (booleans[cell] ?? cell) : cell);
  }
  const json = cells[paths.length];
  if (json !== undefined) record.resources = resourcesOf(json);
  return record;
};
