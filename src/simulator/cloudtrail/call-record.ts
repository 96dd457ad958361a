import { randomUUID } from "node:crypto";
import { assumedRoleArn, assumedRoleId, roleArn, roleId } from "../aws/assumed-role.ts";
import { AwsError } from "../aws/aws-error.ts";
import { credentialScopeOf } from "../aws/credential-scope.ts";
import type { RoleSessionRow } from "../rows.ts";
import type { WebRequest } from "../web.ts";
import type { World } from "../world.ts";

/** What a service tells CloudTrail of a call besides who made it. */
export type TrailEvent = {
  eventSource: string;
  eventName: string;
  /** Where the service writes it; the Region that was called unless told. */
  region?: string;
  readOnly: boolean;
  /** About what is in a resource, not about the resource: an event that a trail has to ask for. */
  isData?: boolean;
  requestParameters: object | null;
  resources?: readonly object[];
  additionalEventData?: object;
  /** How the service writes the name of its own error. */
  errorCode?(code: string): string;
};

type Told = {
  session: RoleSessionRow;
  at: Date;
  request: Pick<WebRequest, "headers" | "remoteAddress">;
  requestId: string;
  event: TrailEvent;
  outcome: { responseElements: object | null } | { error: unknown };
  /** Some services say for whom the call was made, others do not. */
  withOnBehalfOf: boolean;
};

/** CloudTrail has whole seconds. */
export const trailTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** Who called, as CloudTrail writes it of a role that Identity Center handed out. */
export const userIdentityOf = (world: World, session: RoleSessionRow, withOnBehalfOf: boolean) => ({
  type: "AssumedRole",
  principalId: assumedRoleId(world, session),
  arn: assumedRoleArn(session),
  accountId: session.accountId,
  accessKeyId: session.accessKeyId,
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: roleId(world, session),
      arn: roleArn(world, session),
      accountId: session.accountId,
      userName: session.roleName,
    },
    attributes: { creationDate: trailTime(new Date(session.issuedAt)), mfaAuthenticated: "false" },
  },
  ...(withOnBehalfOf
    ? {
        onBehalfOf: {
          userId: session.userId,
          identityStoreArn: `arn:aws:identitystore::${world.ids.managementAccountId}:identitystore/${world.ids.identityStoreId}`,
        },
      }
    : {}),
});

const errorOf = (event: TrailEvent, error: unknown) => {
  if (!(error instanceof AwsError)) return { errorCode: "InternalFailure", errorMessage: "An unknown error occurred" };
  const code = error.code.replace(/^AccessDeniedException$/, "AccessDenied");
  return { errorCode: event.errorCode?.(code) ?? code, errorMessage: error.message };
};

/**
 * One call as CloudTrail records it, whether it was answered or refused.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const callRecord = (world: World, told: Told) => {
  const { session, event, outcome, request } = told;
  const region = event.region ?? (credentialScopeOf(request.headers).region || world.ids.region);
  return {
    eventVersion: "1.11",
    userIdentity: userIdentityOf(world, session, told.withOnBehalfOf),
    eventTime: trailTime(told.at),
    eventSource: event.eventSource,
    eventName: event.eventName,
    awsRegion: region,
    sourceIPAddress: request.remoteAddress,
    userAgent: request.headers["user-agent"] ?? "-",
    ...("error" in outcome ? errorOf(event, outcome.error) : {}),
    requestParameters: event.requestParameters,
    responseElements: "error" in outcome ? null : outcome.responseElements,
    ...(event.additionalEventData ? { additionalEventData: event.additionalEventData } : {}),
    requestID: told.requestId,
    eventID: randomUUID(),
    readOnly: event.readOnly,
    ...(event.resources ? { resources: event.resources } : {}),
    eventType: "AwsApiCall",
    managementEvent: event.isData !== true,
    recipientAccountId: session.accountId,
    eventCategory: event.isData ? "Data" : "Management",
    ...(session.fromConsole ? { sessionCredentialFromConsole: "true" } : {}),
  };
};
