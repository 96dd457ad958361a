/** What Stint takes from a CloudTrail record. Parameters and answers of the call stay out: they may hold secrets. */
export type TrailRecord = {
  id: string;
  at: Date;
  service: string;
  action: string;
  region: string;
  /** The account in whose trail it is. */
  recipientAccountId: string;
  sourceIp: string | null;
  userAgent: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  readOnly: boolean;
  resources: { type: string | null; name: string }[];
  /** Who called, when it was somebody with the credentials of a role; null otherwise. */
  roleSession: RoleSession | null;
};

export type RoleSession = {
  /** Whose role it is. */
  accountId: string;
  roleName: string;
  sessionName: string;
  createdAt: Date;
  /** The person in Identity Center; null where the service does not record it. */
  onBehalfOf: string | null;
};

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const within = (value: unknown): Json => (isJson(value) ? value : {});

/** What nobody reads to its end is cut, and what a database cannot hold (U+0000, half a surrogate pair) left out. */
const textOf = (value: unknown, most = 300): string | null =>
  typeof value === "string" && value !== "" ? value.slice(0, most).replaceAll("\u0000", "").toWellFormed() : null;

/** The whole text, or nothing: names are compared, never parts of them. */
const nameOf = (value: unknown): string | null => (typeof value === "string" && value.length <= 2_048 ? value : null);

/** ISO 8601 in UTC; the beginning of a session stands in its basic form in some records. */
const instant = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d(?:\.\d{1,9})?)Z$/;

const instantOf = (value: unknown): Date | null => {
  const [, year, month, day, hour, minute, second] = instant.exec(nameOf(value) ?? "") ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
};

const mostResources = 25;

const resourcesOf = (value: unknown): TrailRecord["resources"] =>
  (Array.isArray(value) ? value.slice(0, mostResources) : []).flatMap((item) => {
    const { ARN, ARNPrefix, type } = within(item);
    const name = textOf(ARN, 1_000) ?? textOf(ARNPrefix, 1_000);
    return name === null ? [] : [{ type: textOf(type), name }];
  });

/** `arn:aws:sts::111122223333:assumed-role/<role>/<session>`, in any partition. */
const assumedRole = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/([^/]+)$/;

/** An identity that is not wholly a role's session is nobody's here. See the `userIdentity` element in the CloudTrail user guide. */
const roleSessionOf = (value: unknown): RoleSession | null => {
  const { type, arn, sessionContext, onBehalfOf } = within(value);
  const { sessionIssuer, attributes } = within(sessionContext);
  const issuer = within(sessionIssuer);
  const [, accountId, roleName, sessionName] = assumedRole.exec(nameOf(arn) ?? "") ?? [];
  const createdAt = instantOf(within(attributes).creationDate);
  if (type !== "AssumedRole" || !accountId || !roleName || !sessionName || createdAt === null) return null;
  if (issuer.userName !== roleName || (issuer.accountId ?? accountId) !== accountId) return null;
  const behalf = within(onBehalfOf).userId;
  if (behalf !== undefined && behalf !== null && nameOf(behalf) === null) return null;
  return { accountId, roleName, sessionName, createdAt, onBehalfOf: nameOf(behalf) };
};

/** A CloudTrail record of which everything that identifies it is there; undefined for anything else, whatever it is. Never throws. */
export const parseTrailRecord = (json: unknown): TrailRecord | undefined => {
  if (!isJson(json)) return undefined;
  const id = textOf(json.eventID);
  const at = instantOf(json.eventTime);
  const service = textOf(json.eventSource);
  const action = textOf(json.eventName);
  const recipientAccountId = nameOf(json.recipientAccountId);
  if (id === null || at === null || service === null || action === null || recipientAccountId === null)
    return undefined;
  return {
    id,
    at,
    service,
    action,
    recipientAccountId,
    region: textOf(json.awsRegion) ?? "",
    sourceIp: textOf(json.sourceIPAddress),
    userAgent: textOf(json.userAgent, 1_000),
    errorCode: textOf(json.errorCode),
    errorMessage: textOf(json.errorMessage, 1_000),
    readOnly: json.readOnly === true || json.readOnly === "true",
    resources: resourcesOf(json.resources),
    roleSession: roleSessionOf(json.userIdentity),
  };
};
